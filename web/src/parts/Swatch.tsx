// The colour of a category, beside its name. A label without one has none.
export function Swatch({ colour }: { colour: string | undefined }) {
  if (colour === undefined) return null;
  return (
    <svg className="swatch" width="10" height="10" aria-hidden="true">
      <rect width="10" height="10" fill={colour} />
    </svg>
  );
}

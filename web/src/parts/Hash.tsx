// The beginning of a hash; the whole of it on hover and for readers of any kind.
export function Hash({ text, length = 12 }: { text: string | null; length?: number }) {
  if (!text) return <>–</>;
  return (
    <span className="mono" title={text}>
      {text.slice(0, length)}
      {text.length > length && '…'}
    </span>
  );
}

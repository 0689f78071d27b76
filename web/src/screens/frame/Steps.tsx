// Where one is on a way of few steps.
export function Steps({ titles, at }: { titles: string[]; at: number }) {
  return (
    <ol className="steps">
      {titles.map((title, index) => (
        <li
          key={title}
          className={index < at ? 'past' : index === at ? 'now' : 'ahead'}
          aria-current={index === at ? 'step' : undefined}
        >
          <span className="step_number" aria-hidden="true">
            {index < at ? '✓' : (index + 1).toString()}
          </span>
          {title}
        </li>
      ))}
    </ol>
  );
}

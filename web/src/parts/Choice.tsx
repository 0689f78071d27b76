import type { ReactNode } from 'react';

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: { value: Value; text: string; extra?: ReactNode }[];
  on_change: (value: Value) => void;
}

const buttons_max = 14;

// A few choices are buttons in a row, many are a list.
export function Choice<Value extends string>({ label, value, options, on_change }: ChoiceProps<Value>) {
  if (options.length > buttons_max) {
    return (
      <label className="choice">
        <span className="choice_label">{label}</span>
        <select
          value={value}
          onChange={(event) => {
            on_change(event.target.value as Value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
      </label>
    );
  }
  return (
    <div className="choice" role="group" aria-label={label}>
      <span className="choice_label" aria-hidden="true">
        {label}
      </span>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => {
            on_change(option.value);
          }}
        >
          {option.text}
          {option.extra}
        </button>
      ))}
    </div>
  );
}

import { useId } from 'react';

interface SelectFieldProps<T extends string> {
  label: string;
  options: readonly { value: T; label: string }[];
  value: T;
  onChange(value: T): void;
}

/** The system's own select, so that the sandbox's tools do not look like parts of the app. */
export function SelectField<T extends string>({ label, options, value, onChange }: SelectFieldProps<T>) {
  const id = useId();
  return (
    <div className="panel-field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input"
        value={value}
        onChange={({ target }) => {
          const chosen = options.find((option) => option.value === target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

interface NumberFieldProps {
  label: string;
  value: number;
  most: number;
  onChange(value: number): void;
}

export function NumberField({ label, value, most, onChange }: NumberFieldProps) {
  const id = useId();
  return (
    <div className="panel-field panel-number">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        type="number"
        min={1}
        max={most}
        value={value || ''}
        onChange={({ target }) => onChange(Math.trunc(Number(target.value)))}
      />
    </div>
  );
}

import { PasswordInput, TextInput } from '@mantine/core';
import { Strength } from './Strength.tsx';

interface FieldProps {
  label: string;
  value: string;
  on_change: (value: string) => void;
  description?: string;
  required?: boolean;
  size?: 'xs' | 'sm';
}

// The codes of telephones: digits for the keyboard of a telephone, though a recovery code has letters too.
export function CodeField({
  label,
  value,
  on_change,
  description,
  required = true,
  size = 'sm',
}: FieldProps) {
  return (
    <TextInput
      size={size}
      label={label}
      description={description}
      name="code"
      autoComplete="one-time-code"
      required={required}
      withAsterisk={false}
      value={value}
      onChange={(event) => {
        on_change(event.currentTarget.value);
      }}
    />
  );
}

interface SecretProps extends FieldProps {
  kind: 'current' | 'new';
  is_chosen?: boolean; // here and now: how hard it is to guess is told
  error?: string | undefined;
}

export function SecretField({
  label,
  value,
  on_change,
  description,
  kind,
  is_chosen = false,
  error,
  size = 'sm',
}: SecretProps) {
  return (
    <div>
      <PasswordInput
        size={size}
        label={label}
        description={description}
        error={error}
        name={`${kind}_password`}
        autoComplete={`${kind}-password`}
        required
        withAsterisk={false}
        value={value}
        onChange={(event) => {
          on_change(event.currentTarget.value);
        }}
      />
      {is_chosen && <Strength password={value} />}
    </div>
  );
}

import { ErrorMessage, HelperMessage, Label, RequiredAsterisk, ValidMessage } from '@atlaskit/form';
import Select from '@atlaskit/select';
import TextArea from '@atlaskit/textarea';
import Textfield from '@atlaskit/textfield';
import type {
  CheckboxProps,
  FormProps,
  LabelProps,
  SelectProps,
  TextAreaProps,
  TextfieldProps,
} from '@forge/react';
import { type ComponentProps, type SyntheticEvent, useEffect, useState } from 'react';
import type { Rendered } from './renderer';
import { toSerialisableEvent } from './serialisable-event';

type Handler = ((event: never) => void) | undefined;

/**
 * The app answers a change later than the browser wants to know: the field holds the text itself
 * and takes the app's `value` whenever that one changes.
 */
function useFieldText(props: { readonly value?: unknown; readonly defaultValue?: unknown }) {
  const given = props.value ?? props.defaultValue ?? '';
  const [text, setText] = useState(String(given));
  useEffect(() => {
    if (props.value !== undefined) setText(String(props.value));
  }, [props.value]);
  return [text, setText] as const;
}

function forward(handler: Handler): (event: SyntheticEvent) => void {
  return (event) => handler?.(toSerialisableEvent(event) as never);
}

export function UiTextfield({ props }: Rendered<TextfieldProps>) {
  const [text, setText] = useFieldText(props);
  const { defaultValue: _, onChange, onBlur, onFocus, ...rest } = props;
  return (
    <Textfield
      {...(rest as ComponentProps<typeof Textfield>)}
      value={text}
      onBlur={forward(onBlur)}
      onFocus={forward(onFocus)}
      onChange={(event) => {
        setText(event.currentTarget.value);
        forward(onChange)(event);
      }}
    />
  );
}

export function UiTextArea({ props }: Rendered<TextAreaProps>) {
  const [text, setText] = useFieldText(props);
  const { defaultValue: _, onChange, onBlur, onFocus, ...rest } = props;
  return (
    <TextArea
      {...(rest as ComponentProps<typeof TextArea>)}
      value={text}
      onBlur={forward(onBlur)}
      onFocus={forward(onFocus)}
      onChange={(event) => {
        setText(event.currentTarget.value);
        forward(onChange)(event);
      }}
    />
  );
}

export function UiCheckbox({ props }: Rendered<CheckboxProps>) {
  const { id, name, value, label, isChecked, isDisabled, onChange } = props;
  const [checked, setChecked] = useState(isChecked === true);
  useEffect(() => setChecked(isChecked === true), [isChecked]);
  return (
    <label className="checkbox">
      <input
        type="checkbox"
        id={id}
        name={name}
        value={value}
        disabled={isDisabled}
        checked={checked}
        onChange={(event) => {
          setChecked(event.currentTarget.checked);
          forward(onChange)(event);
        }}
      />
      {label}
    </label>
  );
}

export function UiSelect({ props }: Rendered<SelectProps>) {
  const { id, inputId, onChange, onBlur, onFocus, ...rest } = props;
  return (
    <Select
      {...(rest as object)}
      inputId={inputId ?? id ?? ''}
      menuPortalTarget={document.body}
      onBlur={forward(onBlur as Handler)}
      onFocus={forward(onFocus as Handler)}
      // Unlike the other fields, a Select hands over the chosen option itself.
      onChange={(option) => (onChange as ((option: unknown) => void) | undefined)?.(option)}
    />
  );
}

export function UiLabel({ props, children }: Rendered<LabelProps>) {
  const { labelFor, ...rest } = props;
  return (
    <Label {...rest} htmlFor={labelFor}>
      {children}
    </Label>
  );
}

export function UiForm({ props, children }: Rendered<FormProps>) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void props.onSubmit();
      }}
    >
      {children}
    </form>
  );
}

export function UiFormFooter({ children }: Rendered<object>) {
  return <div className="form-footer">{children}</div>;
}

export const UiHelperMessage = ({ children }: Rendered<object>) => (
  <HelperMessage>{children}</HelperMessage>
);
export const UiErrorMessage = ({ children }: Rendered<object>) => (
  <ErrorMessage>{children}</ErrorMessage>
);
export const UiValidMessage = ({ children }: Rendered<object>) => (
  <ValidMessage>{children}</ValidMessage>
);
export const UiRequiredAsterisk = () => <RequiredAsterisk />;

import ForgeReconciler from '@forge/react';
import type { ReactElement } from 'react';
import { expect } from 'vitest';
import type { ForgeDoc } from '../../../../dev/pages/browser/ui-kit/forge-doc';
import {
  findUnmodelledProps,
  isModelled,
} from '../../../../dev/pages/browser/ui-kit/modelled-props';
import { bridge } from './fake-bridge';

/** Renders with the real reconciler, and waits until everything that was asked for has come. */
export async function render(element: ReactElement): Promise<void> {
  bridge.leavePage();
  ForgeReconciler.render(element);
  await settle();
}

/** Lets promises, effects and React's own scheduling come to rest. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
}

/** Every node that is shown now. */
function listNodes(node: ForgeDoc | null = bridge.document): readonly ForgeDoc[] {
  return node === null ? [] : [node, ...node.children.flatMap((child) => listNodes(child))];
}

export function findAll(type: string): readonly ForgeDoc[] {
  return listNodes().filter((node) => node.type === type);
}

/** The text of a node and everything in it. */
export function textOf(node: ForgeDoc | null = bridge.document): string {
  if (node === null) return '';
  if (node.type === 'String') return String(node.props.text);
  return node.children.map((child) => textOf(child)).join(isRow(node) ? ' | ' : '');
}

const isRow = (node: ForgeDoc) => node.type === 'Row';

/** The rows of all tables, their cells parted by bars. */
export function tableRows(): readonly string[] {
  return findAll('Row').map((row) => textOf(row));
}

/** Presses the button with that label, and waits. @throws where there is none */
export async function press(label: string): Promise<void> {
  const button = [...findAll('Button'), ...findAll('LoadingButton')].find(
    (node) => textOf(node) === label,
  );
  if (button === undefined) throw new Error(`no button "${label}" on: ${textOf()}`);
  if (button.props.type === 'submit') {
    call(
      findAll('Form').find((form) => listNodes(form).includes(button)),
      'onSubmit',
    );
  } else {
    call(button, 'onClick');
  }
  await settle();
}

/** Opens the tab whose title starts so, and waits. @throws where there is none */
export async function openTab(title: string): Promise<void> {
  const index = findAll('Tab').findIndex((tab) => textOf(tab).startsWith(title));
  if (index < 0) throw new Error(`no tab "${title}" on: ${textOf()}`);
  call(findAll('Tabs')[0], 'onChange', index);
  await settle();
}

/** Types into the field of that label. @throws where there is none */
export async function fill(label: string, text: string): Promise<void> {
  const field = getField(label);
  call(field, 'onChange', { target: { value: text, type: 'text' } });
  await settle();
}

/** Chooses the option of that name in the field of that label, and waits. */
export async function choose(label: string, option: string): Promise<void> {
  const field = getField(label);
  const options = field.props.options as readonly { readonly label: string }[];
  const chosen = options.find((candidate) => candidate.label === option);
  if (chosen === undefined) throw new Error(`no option "${option}" in "${label}"`);
  call(field, 'onChange', chosen);
  await settle();
}

/** The field that a label belongs to. @throws where there is none */
export function getField(label: string): ForgeDoc {
  const id = findAll('Label').find((node) => textOf(node) === label)?.props.labelFor;
  const field = listNodes().find((node) => id !== undefined && node.props.id === id);
  if (field === undefined) throw new Error(`no field labelled "${label}" on: ${textOf()}`);
  return field;
}

export function buttonLabels(): readonly string[] {
  return [...findAll('Button'), ...findAll('LoadingButton')].map((node) => textOf(node));
}

/** Fails where the local preview would show something else than Jira does. */
export function expectModelled(): void {
  const unmodelled = listNodes().flatMap((node) => {
    if (['Root', 'ContentWrapper', 'Row', 'Cell'].includes(node.type)) return [];
    if (!isModelled(node.type)) return [node.type];
    return findUnmodelledProps(node.type, node.props).map((prop) => `${node.type} ${prop}`);
  });
  expect(unmodelled).toEqual([]);
}

function call(node: ForgeDoc | undefined, prop: string, ...args: unknown[]): void {
  const handler = node?.props[prop];
  if (typeof handler !== 'function') throw new Error(`${node?.type} has no ${prop}`);
  handler(...args);
}

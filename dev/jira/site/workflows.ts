/** The workflows: which status leads where, and what a transition's screen asks for. */
import { getNamed, STATUSES, type Status } from './names';

export interface Transition {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Field ids on the transition's screen; empty means it has none. */
  readonly screen: readonly string[];
}

export interface Workflow {
  readonly name: string;
  readonly initialStatusId: string;
  readonly transitions: readonly Transition[];
}

const TO_DO = '10000';
const IN_PROGRESS = '3';
const IN_REVIEW = '10001';
const DONE = '10002';
const OPEN = '1';
const CLOSED = '6';

const WORKFLOWS: Readonly<Record<string, Workflow>> = {
  web: {
    name: 'web',
    initialStatusId: TO_DO,
    transitions: [
      { id: '11', name: 'Start progress', from: TO_DO, to: IN_PROGRESS, screen: [] },
      { id: '21', name: 'Ask for review', from: IN_PROGRESS, to: IN_REVIEW, screen: [] },
      { id: '31', name: 'Done', from: IN_REVIEW, to: DONE, screen: ['resolution', 'assignee'] },
      { id: '41', name: 'Reopen', from: DONE, to: TO_DO, screen: [] },
    ],
  },
  ops: {
    name: 'ops',
    initialStatusId: OPEN,
    transitions: [
      { id: '11', name: 'Close', from: OPEN, to: CLOSED, screen: ['resolution'] },
      { id: '21', name: 'Reopen', from: CLOSED, to: OPEN, screen: [] },
    ],
  },
};

/** @throws Error where a project names a workflow that is not here. */
export function getWorkflow(name: string): Workflow {
  const workflow = WORKFLOWS[name];
  if (workflow === undefined) throw new Error(`the Jira double has no workflow ${name}`);
  return workflow;
}

export function transitionsFrom(workflow: Workflow, statusId: string): readonly Transition[] {
  return workflow.transitions.filter((transition) => transition.from === statusId);
}

/** Every status of the workflow, in the order of the chain. */
export function statusesOf(workflow: Workflow): readonly Status[] {
  const ids = new Set([workflow.initialStatusId, ...workflow.transitions.map(({ to }) => to)]);
  return [...ids].map((id) => getNamed(STATUSES, id));
}

import type { ReactNode } from 'react';
import * as buttons from './buttons';
import * as charts from './charts';
import * as code from './code';
import * as fields from './fields';
import type { ForgeDoc } from './forge-doc';
import * as layout from './layout';
import * as links from './links';
import * as lists from './lists';
import * as messages from './messages';
import * as modal from './modal';
import { findUnmodelledProps, isModelled, type ModelledComponent } from './modelled-props';
import { NotModelled } from './not-modelled';
import type { Rendered, Renderer } from './renderer';
import * as table from './table';
import * as tabs from './tabs';
import * as text from './text';

/** Each trusts the document for its own props, as Jira's renderer does. */
const RENDERERS: Readonly<Record<ModelledComponent, Renderer<never>>> = {
  Badge: text.UiBadge,
  Box: layout.UiBox,
  Button: buttons.UiButton,
  ButtonGroup: buttons.UiButtonGroup,
  Checkbox: fields.UiCheckbox,
  Code: code.UiCode,
  CodeBlock: code.UiCodeBlock,
  DynamicTable: table.UiDynamicTable,
  Em: text.UiEm,
  ErrorMessage: fields.UiErrorMessage,
  Form: fields.UiForm,
  FormFooter: fields.UiFormFooter,
  Heading: text.UiHeading,
  HelperMessage: fields.UiHelperMessage,
  Inline: layout.UiInline,
  Label: fields.UiLabel,
  Link: links.UiLink,
  LinkButton: buttons.UiLinkButton,
  List: lists.UiList,
  ListItem: lists.UiListItem,
  LoadingButton: buttons.UiLoadingButton,
  Lozenge: text.UiLozenge,
  Modal: modal.UiModal,
  ModalBody: modal.UiModalBody,
  ModalFooter: modal.UiModalFooter,
  ModalHeader: modal.UiModalHeader,
  ModalTitle: modal.UiModalTitle,
  ModalTransition: modal.UiModalTransition,
  ProgressBar: messages.UiProgressBar,
  RequiredAsterisk: fields.UiRequiredAsterisk,
  SectionMessage: messages.UiSectionMessage,
  Select: fields.UiSelect,
  Spinner: messages.UiSpinner,
  Stack: layout.UiStack,
  StackBarChart: charts.UiStackBarChart,
  Strike: text.UiStrike,
  String: text.UiString,
  Strong: text.UiStrong,
  Tab: tabs.UiTab,
  TabList: tabs.UiTabList,
  TabPanel: tabs.UiTabPanel,
  Tabs: tabs.UiTabs,
  Text: text.UiText,
  TextArea: fields.UiTextArea,
  Textfield: fields.UiTextfield,
  Tooltip: text.UiTooltip,
  ValidMessage: fields.UiValidMessage,
};

export function renderNodes(nodes: readonly ForgeDoc[]): ReactNode {
  return nodes.map((node) => <RenderNode key={node.key} node={node} />);
}

/** Shows one node of the document, and says so where it cannot. */
export function RenderNode({ node }: { readonly node: ForgeDoc }) {
  if (node.type === 'Root') return <>{renderNodes(node.children)}</>;
  if (!isModelled(node.type)) return <NotModelled what={node.type} />;
  const unmodelled = findUnmodelledProps(node.type, node.props);
  const UiComponent = RENDERERS[node.type] as Renderer<unknown> as (
    rendered: Rendered<unknown>,
  ) => JSX.Element;
  return (
    <>
      {unmodelled.length > 0 && <NotModelled what={`${node.type} ${unmodelled.join(', ')}`} />}
      <UiComponent props={node.props} nodes={node.children} renderNodes={renderNodes}>
        {renderNodes(node.children)}
      </UiComponent>
    </>
  );
}

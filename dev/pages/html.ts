import { type PageState, STATE_ELEMENT_ID } from './page-state';

/** The document around the preview; everything visible is made in the browser. */
export function renderHtml(state: PageState): string {
  // `<` cannot end the element early when it is written as an escape.
  const json = JSON.stringify(state).replace(/</g, '\\u003c');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Redmine Sync for Jira</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/__pages/assets/preview.css">
<script type="application/json" id="${STATE_ELEMENT_ID}">${json}</script>
<script type="module" src="/__pages/assets/preview.js"></script>
</head>
<body><div id="root"></div></body>
</html>
`;
}

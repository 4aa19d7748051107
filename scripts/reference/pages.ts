import { commandsPage } from "./commands-page.js";
import { controlEventsPage } from "./control-events-page.js";
import { errorsPage } from "./errors-page.js";
import { indexPage } from "./index-page.js";
import type { Page } from "./markdown.js";
import { metricsPage } from "./metrics-page.js";
import { healthPage, ownServicePages } from "./own-services.js";
import { pushesPage } from "./pushes-page.js";
import { servicePages } from "./service-page.js";
import { settingsPage } from "./settings-page.js";
import { sharedPages } from "./shared-pages.js";
import type { Sources } from "./sources.js";

/** Everything below docs/reference. */
export function referencePages(sources: Sources): readonly Page[] {
  return [
    indexPage(sources),
    commandsPage(sources),
    ...servicePages(sources),
    ...ownServicePages(sources),
    healthPage(),
    ...sharedPages(sources),
    pushesPage(sources),
    controlEventsPage(sources),
    errorsPage(sources),
    settingsPage(sources),
    metricsPage(sources),
  ];
}

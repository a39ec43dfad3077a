// The page. Its sections are in order of urgency.
import { Banner } from './banner.js';
import { Environment } from './environment.js';
import { Explore } from './explore.js';
import { FindingCard } from './finding_card.js';
import { plural } from './format.js';
import { html } from './html.js';
import { Limit } from './limits.js';
import { mutantAnchor, useAnchor } from './links.js';
import { MutantDetails, MutantTable } from './mutant_table.js';
import { Navigation } from './navigation.js';
import { PropertyMatrix, Subjects } from './property_matrix.js';
import { propertyNames, PropertyTag, Section } from './tags.js';
import { mutantOf, triage } from './triage.js';

/** The text of a section without content. */
const EmptyNote = ({ children }) => html`<p class="empty-note">${children}</p>`;

const Survivor = ({ mutant, names }) => html`
  <article class="card urgent survivor">
    <h3>${mutant.title}</h3>
    <p class="card-line"><a href=${`#${mutantAnchor(mutant.id)}`}><code>${mutant.id}</code></a> survived ${plural(mutant.cases, 'case')}. Declared reasons: ${
      mutant.expected.map((id) => html`<${PropertyTag} id=${id} names=${names} full /> `)}</p>
    <${MutantDetails} mutant=${mutant} />
  </article>`;

function Cards({ findings, report, names, anchor, urgent, startsOpen }) {
  return findings.map((f) => html`<${FindingCard} key=${f.id} finding=${f} mutant=${mutantOf(report, f)} names=${names}
    anchor=${anchor} urgent=${urgent} startsOpen=${startsOpen} />`);
}

const entriesOf = (report, { violations, survived, unexpected, expected }) => [
  { anchor: 'violations', label: 'Violations', count: violations.length, tone: violations.length ? 'bad' : 'good' },
  ...(survived.length + unexpected.length
    ? [{ anchor: 'attention', label: 'To review', count: survived.length + unexpected.length, tone: 'warn' }] : []),
  { anchor: 'mutants', label: 'Mutants', count: report.mutants.length },
  ...(report.explore ? [{ anchor: 'schedules', label: 'Schedules' }] : []),
  { anchor: 'properties', label: 'Properties', count: report.properties.length },
  { anchor: 'kills', label: 'Kills', count: expected.length },
  { anchor: 'limits', label: 'Limits', count: report.limits.length },
  { anchor: 'environment', label: 'Environment' },
];

export function App({ report }) {
  const anchor = useAnchor();
  const names = propertyNames(report.properties);
  const parts = triage(report);
  const { violations, survived, unexpected, expected } = parts;
  const cards = { report, names, anchor };
  return html`
    <${Navigation} entries=${entriesOf(report, parts)} />
    <${Banner} report=${report} />
    <main>
      <${Section} id="violations" title="Violations" count=${violations.length} lead="Findings in subjects that should be correct.">
        ${violations.length === 0 && html`<${EmptyNote}>None. Outside the mutants, no property was violated, and no sanitizer report, crash or hang occurred.<//>`}
        <${Cards} findings=${violations} ...${cards} urgent startsOpen=${violations.length <= 3} />
      <//>
      ${survived.length + unexpected.length > 0 && html`
        <${Section} id="attention" title="Mutants to review" count=${survived.length + unexpected.length}
            lead="Mutants that survived, and mutants that were killed for a reason that they do not declare. Both point to a defect of the harness.">
          ${survived.map((m) => html`<${Survivor} mutant=${m} names=${names} />`)}
          <${Cards} findings=${unexpected} ...${cards} urgent />
        <//>`}
      <${Section} id="mutants" title="Mutants" count=${report.mutants.length}>
        ${report.mutants.length ? html`<${MutantTable} report=${report} names=${names} anchor=${anchor} />`
          : html`<${EmptyNote}>No mutant was run.<//>`}
      <//>
      ${report.explore && html`
        <${Section} id="schedules" title="Schedules" lead="The failures that each strategy found, and the number of schedules up to the first failure of each subject.">
          <${Explore} explore=${report.explore} />
        <//>`}
      <${Section} id="properties" title="Properties by subject" count=${report.properties.length}>
        <${Subjects} subjects=${report.subjects.filter((s) => s.kind !== 'mutant')} />
        ${report.properties.length && report.subjects.length ? html`<${PropertyMatrix} report=${report} />` : html`<${EmptyNote}>No property was checked.<//>`}
      <//>
      <${Section} id="kills" title="Kills" count=${expected.length} lead="Findings in mutants, each for a reason that the mutant declares.">
        ${expected.length === 0 && html`<${EmptyNote}>None.<//>`}
        <${Cards} findings=${expected} ...${cards} />
      <//>
      <${Section} id="limits" title="Limits" count=${report.limits.length}>
        ${report.limits.length === 0 && html`<${EmptyNote}>Not measured in this run. <code>gauntlet bench</code> measures them.<//>`}
        <div class="limits">${report.limits.map((l) => html`<${Limit} limit=${l} />`)}</div>
      <//>
      <${Section} id="environment" title="Environment"><${Environment} run=${report.run} /><//>
    </main>`;
}

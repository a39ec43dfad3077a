// The card of one finding: its sentence, its evidence, and the command that replays it.
import { Command } from './copy.js';
import { Diff } from './diff.js';
import { Plan, ReplayRate, Sanitizer, Story } from './finding_parts.js';
import { html } from './html.js';
import { mutantAnchor, useOpen } from './links.js';
import { ScheduleTable } from './schedule_table.js';
import { Kind, PropertyTag } from './tags.js';
import { Timeline } from './timeline.js';
import { ORACLES } from './verdicts.js';

const Facts = ({ finding, mutant, names }) => html`
  <dl class="facts">
    <div><dt>Subject</dt><dd><code>${finding.subject}</code> <${Kind} of=${finding.subject_kind} /></dd></div>
    <div><dt>Failure</dt><dd><${PropertyTag} id=${finding.key} names=${names} full /></dd></div>
    <div><dt>Found by</dt><dd>${ORACLES[finding.oracle] ?? finding.oracle}, flavour ${finding.flavour}</dd></div>
    ${finding.where && html`<div><dt>Where</dt><dd><code>${finding.where}</code></dd></div>`}
    ${mutant && html`<div><dt>Mutant</dt><dd><a href=${`#${mutantAnchor(mutant.id)}`}>${mutant.id}</a>${
      finding.declared ? ', killed for a declared reason' : html`, which declares other reasons: ${mutant.expected.map((id) => html`<${PropertyTag} id=${id} names=${names} /> `)}`}</dd></div>`}
    <div><dt>Case</dt><dd><code>${finding.case_file}</code></dd></div>
  </dl>`;

const Body = ({ finding, mutant, names }) => html`
  <div class="card-body">
    <${Facts} finding=${finding} mutant=${mutant} names=${names} />
    ${finding.detail && html`<p class="detail">${finding.detail}</p>`}
    <div class="part replay"><h4>Replay</h4>
      <${Command} text=${finding.replay} label="the command that replays this case" />
      <${ReplayRate} finding=${finding} /></div>
    ${finding.timeline.length > 0 && html`
      <div class="part"><h4>Timeline</h4><${Timeline} timeline=${finding.timeline} id=${`timeline-${finding.id}`} explored=${Boolean(finding.schedule)} /></div>`}
    ${finding.schedule?.table && html`
      <div class="part"><h4>Schedule</h4><${ScheduleTable} table=${finding.schedule.table} id=${`schedule-${finding.id}`} /></div>`}
    <div class="columns">
      <${Plan} finding=${finding} />
      ${finding.story.length > 0 && html`<${Story} story=${finding.story} explored=${Boolean(finding.schedule)} />`}
    </div>
    ${finding.sanitizer && html`<${Sanitizer} text=${finding.sanitizer} open=${finding.oracle !== 'property'} />`}
    ${mutant?.diff && html`<div class="part"><h4>The seeded bug</h4><${Diff} text=${mutant.diff} label=${`Diff of ${mutant.id}`} /></div>`}
  </div>`;

/**
 * A closed card has no body, so that a page with many cards renders fast. An `urgent` card always has its body, because
 * printing opens it and does not wait until it is rendered. `startsOpen`: the card is open at first.
 */
export function FindingCard({ finding, mutant, names, anchor, urgent = false, startsOpen = false }) {
  const [open, setOpen] = useOpen(startsOpen, anchor === finding.id);
  return html`
    <details id=${finding.id} class="card ${urgent ? 'urgent' : ''}" open=${open}
             onToggle=${(e) => setOpen(e.currentTarget.open)}>
      <summary>
        <h3>${finding.sentence}</h3>
        <p class="card-line"><a href=${`#${finding.id}`} class="anchor" aria-label=${`Link to ${finding.id}`}>${finding.id}</a>
          <${PropertyTag} id=${finding.key} names=${names} />
          <code>${finding.subject}</code> <span class="muted">${finding.flavour}</span></p>
      </summary>
      ${(open || urgent) && html`<${Body} finding=${finding} mutant=${mutant} names=${names} />`}
    </details>`;
}

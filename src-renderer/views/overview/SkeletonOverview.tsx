/** Overview without words while the first answer is awaited: its two cards and the first of its lists, where they will stand. */
import { classNames } from "../../ui/class-names.ts";
import skeleton from "../keys/SkeletonRows.module.css";
import page from "../Page.module.css";
import figures from "./Figures.module.css";
import styles from "./OverviewPage.module.css";

/** The cards and two rows to come. */
export function SkeletonOverview() {
  return (
    <div className={skeleton.skeleton} role="status" aria-label="Reading the list">
      <div aria-hidden="true">
        <div className={figures.cards}>
          <Card />
          <Card />
        </div>
        <div className={page.section}>
          <div className={styles.head}>
            <span className={classNames(skeleton.bar, styles.barOfHead)} />
          </div>
          <div className={classNames(page.card, styles.list)}>
            <div className={styles.matter}>
              <span className={classNames(skeleton.bar, styles.grow)} />
            </div>
            <div className={styles.matter}>
              <span className={classNames(skeleton.bar, styles.grow)} />
            </div>
          </div>
        </div>
      </div>
    </div>
  );
}

function Card() {
  return (
    <div className={figures.card}>
      <div className={figures.head}>
        <span className={classNames(skeleton.bar, styles.barOfHead)} />
      </div>
      <div className={figures.value}>
        <span className={classNames(skeleton.bar, styles.barOfFigure)} />
      </div>
    </div>
  );
}

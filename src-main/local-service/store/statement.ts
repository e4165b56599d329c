/** The only way SQL is run: values in as an array, rows out through a schema. */
import type { z } from "zod";
import type { Db } from "./database.ts";

/** What SQLite can store. */
export type SqlValue = string | number | Buffer | null;

/** A prepared statement. */
export interface Statement {
  /** Runs it and answers how many rows changed. */
  run(...values: SqlValue[]): number;
  /** The first row, or null. */
  one<Row extends z.ZodType>(row: Row, ...values: SqlValue[]): z.output<Row> | null;
  /** All rows. */
  all<Row extends z.ZodType>(row: Row, ...values: SqlValue[]): z.output<Row>[];
}

/**
 * Prepares SQL. Values always go in as one array: libsql takes a lone Buffer or null for an object of named parameters and
 * then aborts the whole process (https://github.com/tursodatabase/libsql-js/pull/234).
 */
export function prepare(db: Db, sql: string): Statement {
  const statement = db.prepare(sql);
  return {
    run: (...values) => statement.run(values).changes,
    one: (row, ...values) => {
      const found = statement.get(values);
      return found === undefined ? null : row.parse(found);
    },
    all: (row, ...values) => statement.all(values).map((found) => row.parse(found)),
  };
}

/**
 * Prepares SQL without values whose answer is one number. For what every request asks: a row as an object and its schema
 * would cost half as much as the query.
 */
export function prepareNumber(db: Db, sql: string): () => number {
  const statement = db.prepare(sql).raw();
  return () => {
    const row: unknown = statement.get([]);
    const value: unknown = Array.isArray(row) ? row[0] : undefined;
    if (typeof value !== "number") throw new Error("SQLite answered no number");
    return value;
  };
}

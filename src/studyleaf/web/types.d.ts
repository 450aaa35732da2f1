// The shapes that the client's scripts share, for tsc; no browser loads this file.

declare namespace Studyleaf {
  type Result = "right" | "wrong";

  /** What is kept of a question. README.md documents it. */
  interface Entry {
    at: number;
    tries: number;
    result?: Result;
    chosen?: string[];
    flag?: boolean;
    flagAt?: number;
  }

  interface Record {
    version: number;
    guide: string;
    questions: { [id: string]: Entry };
    visit?: { page: string; at: number };
    shuffle?: boolean;
  }

  /** settings.js, written with the site. */
  interface Settings {
    guide?: string;
    repository?: string;
    edit?: string;
    shuffle?: boolean;
    offline?: boolean | "remove";
    languages?: string[];
    progress?: string;
  }

  interface Count {
    total: number;
    answered: number;
    right: number;
  }

  /** A page with questions, of questions.js; `ids` are the hashes of their ids. */
  interface Page {
    url: string;
    title: string;
    category: string;
    ids: string;
  }

  interface Store {
    trouble(): "" | "unsaved" | "damaged";
    read(): Record;
    parse(text: string): Record & { whole: boolean };
    merge(one: Record, other: Record): Record;
    write(record: Record): void;
    answer(id: string, result: Result, chosen?: string[], now?: number): void;
    flag(id: string, flag: boolean, now?: number): void;
    reset(ids?: string[]): void;
    visit(page: string, was: [string, string[]][], now?: number): void;
  }

  type Attributes = { [name: string]: string | number | boolean };

  /** dom.js */
  interface Helpers {
    t(key: string, values?: { [name: string]: string | number }): string;
    make<K extends keyof HTMLElementTagNameMap>(
      tag: K,
      attributes?: { [name: string]: string },
      ...children: (Node | string)[]
    ): HTMLElementTagNameMap[K];
    draw(attributes: Attributes, ...shapes: [string, Attributes][]): SVGElement;
    icon(name: string): SVGElement;
    button(name: string, action?: () => void): HTMLButtonElement;
    find<E extends Element = HTMLElement>(place: ParentNode, what: string): E | null;
    findAll<E extends Element = HTMLElement>(place: ParentNode, what: string): E[];
  }

  /** What the scripts share, as `window.studyleaf`; each adds what its file makes. */
  interface Client extends Helpers {
    base: string;
    root: string;
    key: string;
    settings: Settings;
    load(...names: string[]): Promise<unknown>;
    language(): string;
    record: Store;
    question: {
      all(): HTMLElement[];
      mount(shuffle: boolean): HTMLElement[];
      choices(question: Element): HTMLElement[];
      inputs(question: Element): HTMLInputElement[];
      idOf(question: HTMLElement): string;
      isRight(choice: HTMLElement): boolean;
      keys(list: HTMLElement[]): string[];
    };
    answer: {
      reveal(question: HTMLElement, open: boolean): void;
      restore(question: HTMLElement, entry?: Partial<Entry>): void;
      listen(speak: (text: string) => void): void;
    };
    bar: { mount(): void };
    menu(details: HTMLDetailsElement, questions: HTMLElement[], redraw: () => void): void;
    dialog: {
      ask(text: string, action: string): Promise<boolean>;
      keys(): void;
    };
    progress: {
      pages(): (Page & Count)[];
      draw(): void;
    };
    overview: { mount(): void };
  }
}

interface Window {
  studyleaf: Studyleaf.Client;
  studyleafSettings?: Studyleaf.Settings;
  studyleafPages?: Studyleaf.Page[];
  studyleafWords?: { [language: string]: { [key: string]: string } };
  document$?: { subscribe(next: () => void): void };
}

declare const studyleaf: Studyleaf.Client;

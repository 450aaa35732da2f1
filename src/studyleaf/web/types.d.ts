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
    page?: string;
  }

  interface Record {
    version: number;
    guide: string;
    questions: { [id: string]: Entry };
    pages?: { [page: string]: number };
    visit?: { page: string; at: number };
    shuffle?: boolean;
  }

  /** settings.js, written with the site. */
  interface Settings {
    guide?: string;
    repository?: string;
    edit?: string;
    shuffle?: boolean;
    offline?: boolean;
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
    visit(page: string, ids: [id: string, was: string[]][], now?: number): void;
  }

  type Act = (question: HTMLElement) => void;
  type Listen = <K extends keyof DocumentEventMap>(
    name: K,
    act: (question: HTMLElement, target: any, event: DocumentEventMap[K]) => void
  ) => void;

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
    pageOf(url: string): string;
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
    more(...names: string[]): Promise<unknown>;
    language(): string;
    record: Store;
    question: {
      choicesOf(question: Element): HTMLElement[];
      inputsOf(question: Element): HTMLInputElement[];
      idOf(question: HTMLElement): string;
      isRight(choice: HTMLElement): boolean;
      mount(): HTMLElement[];
      reveal(question: HTMLElement, open: boolean): void;
      restore(question: HTMLElement, entry?: Partial<Entry>): void;
    };
    shuffle(questions: HTMLElement[], random?: () => number): void;
    bar: { mount(): Promise<void> };
    menu: {
      page(opener: HTMLElement, questions: HTMLElement[], redraw: () => void): void;
      question: Act;
    };
    dialog: {
      ask(text: string, action: string): Promise<boolean>;
      keys(): void;
    };
    progress: {
      counts(): { [page: string]: Count };
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

/** HTML that is already safe to print. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Piece = Html | string | number | undefined | false | Piece[];

/** A template whose values are escaped, lists are joined, and nested templates stay as they are. */
export function html(parts: TemplateStringsArray, ...pieces: Piece[]): Html {
  return new Html(parts.map((part, index) => part + (index < pieces.length ? printed(pieces[index]) : '')).join(''));
}

function printed(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (piece instanceof Html) return piece.text;
  if (Array.isArray(piece)) return piece.map(printed).join('');
  return String(piece).replace(/[&<>"']/g, (sign) => ESCAPES[sign]!);
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

//! The Markdown that is being written, and the HTML elements that are open.
//!
//! In: text and tags, in order. Out: Markdown. What always holds: an element that never ends does no harm to what follows:
//! code and the like are shown as the tag they are, tables and lists end with the text.

use crate::docs::{links::LinkBase, mark, tag::HtmlTag};

/// A list or a quotation that is open.
pub(super) enum Frame {
    List {
        /// The number of the next item, in ordered lists.
        next: Option<u64>,
        /// The width of the last item's marker; 0 before the first item.
        width: usize,
    },
    Quote,
}

/// A table: its rows of cells, and where the open cell begins in the output.
#[derive(Default)]
pub(super) struct OpenTable {
    pub rows: Vec<Vec<String>>,
    pub cell: Option<usize>,
}

/// An element whose end is awaited.
pub(super) struct Capture {
    pub name: String,
    /// Where its content begins in the output.
    pub from: usize,
    pub language: String,
}

/// Markdown as it is written.
pub(super) struct State<'a> {
    links: &'a LinkBase,
    pub out: String,
    /// What each new line begins with, for the Markdown around the HTML.
    pub container: String,
    pub frames: Vec<Frame>,
    /// Frames that were too deep to be opened.
    pub too_deep: usize,
    /// Whether a block is to begin before anything else is written.
    pub pending: bool,
    /// Whether a block or an item has just begun.
    pub fresh: bool,
    /// Whether white space means nothing here: at the beginning of a block or behind a break.
    pub trim: bool,
    /// Whether a break was the last thing written.
    broken: bool,
    pub capture: Option<Capture>,
    pub table: Option<OpenTable>,
    pub heading: bool,
    /// Whether this is a cell of a table in Markdown, which is one line.
    pub markdown_cell: bool,
}

impl<'a> State<'a> {
    pub fn new(links: &'a LinkBase, size: usize) -> Self {
        Self {
            links,
            out: String::with_capacity(size + size / 8),
            container: String::new(),
            frames: Vec::new(),
            too_deep: 0,
            pending: false,
            fresh: true,
            trim: true,
            broken: false,
            capture: None,
            table: None,
            heading: false,
            markdown_cell: false,
        }
    }

    /// All that was written.
    pub fn finish(mut self) -> String {
        self.cancel_capture();
        self.end_table();
        self.out
    }

    /// Takes over Markdown as it is; `line_start` says whether its first line has its own indentation.
    pub fn markdown(&mut self, text: &str, line_start: bool) {
        if text.trim().is_empty() {
            if !self.pending {
                self.out.push_str(text);
            }
            return;
        }
        if line_start && std::mem::take(&mut self.pending) {
            self.out.push('\n');
            self.out.push_str(self.container.trim_end());
            self.out.push('\n');
        }
        self.settle();
        self.out.push_str(text);
        self.content();
    }

    /// Takes over text of an HTML block: its Markdown counts, its indentation does not.
    pub fn text(&mut self, text: &str) {
        if self.capture.is_some() {
            self.out.push_str(text);
            return;
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 && !self.trim && !self.pending {
                self.new_line();
                self.trim = true;
            }
            let blank = line.trim().is_empty();
            if blank && (self.trim || self.pending) {
                continue;
            }
            self.settle();
            self.out
                .push_str(if self.trim { line.trim_start() } else { line });
            self.content();
        }
    }

    /// A `<` that begins no tag, or one that is to stay visible.
    pub fn less_than(&mut self) {
        if self.capture.is_some() {
            self.out.push('<');
        } else {
            self.settle();
            self.out.push_str("\\<");
            self.content();
        }
    }

    /// A block begins or ends here.
    pub fn block(&mut self) {
        self.cancel_capture();
        if self.one_line() {
            self.out.push(' ');
        } else {
            self.heading = false;
            self.pending = true;
        }
    }

    /// Begins the block that is due.
    pub fn settle(&mut self) {
        if std::mem::take(&mut self.pending) && !self.fresh {
            for _ in 0..2 {
                self.out.push('\n');
                self.indent();
            }
            self.begun();
        }
    }

    /// Something visible was written.
    pub fn content(&mut self) {
        self.fresh = false;
        self.trim = false;
        self.broken = false;
    }

    /// Something was written that a block begins with.
    pub fn begun(&mut self) {
        self.fresh = true;
        self.trim = true;
        self.broken = false;
    }

    /// A line ends where the source has a line end or a break: in one-line places, it is a blank.
    pub fn new_line(&mut self) {
        if self.heading || self.one_line() {
            self.out.push(' ');
        } else {
            self.out.push('\n');
            self.indent();
        }
    }

    pub fn indent(&mut self) {
        self.out.push_str(&self.container);
        for frame in &self.frames {
            match frame {
                Frame::List { width, .. } => self.out.extend(std::iter::repeat_n(' ', *width)),
                Frame::Quote => self.out.push_str("> "),
            }
        }
    }

    /// Whether this is a cell of a table.
    pub fn one_line(&self) -> bool {
        self.markdown_cell
            || self
                .table
                .as_ref()
                .is_some_and(|table| table.cell.is_some())
    }

    /// Converts a tag.
    pub fn tag(&mut self, tag: &HtmlTag<'_>) {
        if self.capture.is_some() {
            self.captured_tag(tag);
            return;
        }
        match tag.name.as_str() {
            "em" | "i" => self.mark(mark::EMPHASIS, tag.end),
            "strong" | "b" => self.mark(mark::STRONG, tag.end),
            "del" | "s" | "strike" => self.mark(mark::STRIKE, tag.end),
            "a" if tag.end => self.mark(mark::LINK, true),
            "a" => self.link(tag),
            "code" | "kbd" | "pre" | "samp" | "script" | "style" | "tt" if !tag.end => {
                self.begin_capture(tag)
            }
            "span" | "u" | "small" | "big" | "sub" | "sup" | "font" | "abbr" | "wbr" | "nobr"
            | "tbody" | "thead" | "tfoot" | "col" | "colgroup" | "caption" => {}
            // The end of what did not begin here.
            "code" | "kbd" | "pre" | "samp" | "script" | "style" | "tt" => {}
            "br" => self.line_break(),
            "img" => self.text(&tag.attribute("alt").unwrap_or_default()),
            "p" | "div" | "section" | "article" | "center" | "figure" | "dl" | "dt" | "dd" => {
                self.block()
            }
            "hr" => self.rule(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(tag),
            "ul" | "ol" | "blockquote" if tag.end => self.end_frame(),
            "ul" | "ol" | "blockquote" => self.begin_frame(tag),
            "li" => self.item(tag.end),
            "table" | "tr" | "td" | "th" => self.table_tag(tag),
            _ => {
                self.less_than();
                self.out.push_str(tag.text.get(1..).unwrap_or_default());
            }
        }
    }

    fn mark(&mut self, pair: [char; 2], end: bool) {
        if end {
            self.out.push(pair[1]);
        } else {
            self.settle();
            self.out.push(pair[0]);
        }
    }

    fn link(&mut self, tag: &HtmlTag<'_>) {
        if let Some(url) = tag
            .attribute("href")
            .and_then(|target| self.links.resolve(&target))
        {
            self.mark(mark::LINK, false);
            self.out.extend(
                url.bytes()
                    .filter_map(|byte| char::from_u32(mark::SHIFT + u32::from(byte))),
            );
        }
    }

    fn line_break(&mut self) {
        if self.fresh || self.pending {
            return;
        }
        if self.broken {
            // The second break in a row: a new paragraph is meant.
            self.pending = true;
            return;
        }
        let end = self.out.trim_end_matches([' ', '\n']).len();
        self.out.truncate(end);
        if !(self.heading || self.one_line()) {
            self.out.push_str("  ");
        }
        self.new_line();
        self.trim = true;
        self.broken = true;
    }
}

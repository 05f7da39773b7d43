//! What stands around each page: head, navigation, search.
//!
//! In: what a page says, in HTML, and all pages. Out: a whole document. What always holds: it has one heading of the first level, landmarks, and a way past
//! the navigation.

use std::fmt::Write as _;

use super::escape::escaped;
use crate::api::Api;
use crate::pages::page::{PageKind, ReferencePage};
use crate::pages::text::up;

/// What navigation shows.
pub struct Navigation {
    title: String,
    /// Headings, each with pages: path and title.
    groups: Vec<(String, Vec<(String, String)>)>,
}

impl Navigation {
    /// Of all pages: topics and calls, and the overview of the rest.
    pub fn new(api: &Api, pages: &[ReferencePage]) -> Self {
        let mut groups: Vec<(String, Vec<(String, String)>)> = Vec::new();
        for page in pages {
            let group = match page.kind {
                PageKind::Topic => "Guide",
                PageKind::Operation => page.group.as_str(),
                PageKind::Start
                | PageKind::List
                | PageKind::Object
                | PageKind::Values
                | PageKind::Event => continue,
            };
            let entry = (page.path.clone(), page.title.clone());
            match groups.iter_mut().find(|(name, _)| name == group) {
                Some((_, entries)) => entries.push(entry),
                None => groups.push((group.to_owned(), vec![entry])),
            }
        }
        let lists = pages.iter().filter(|page| page.kind == PageKind::List);
        let rest = lists.map(|page| (page.path.clone(), page.title.clone()));
        groups.push(("Lists".to_owned(), rest.collect()));
        Self {
            title: match api.title.trim() {
                "" => "API".to_owned(),
                title => title.to_owned(),
            },
            groups,
        }
    }

    /// The navigation as one page shows it: its own group is open, of the others only the first page is linked.
    fn print(&self, page: &ReferencePage, out: &mut String) {
        let up = up(page);
        for (name, entries) in &self.groups {
            let is_here = entries.iter().any(|(path, _)| *path == page.path);
            let is_small = matches!(name.as_str(), "Guide" | "Lists") || self.groups.len() < 8;
            if !is_here && !is_small {
                if let Some((path, _)) = entries.first() {
                    let address = format!("{up}{path}.html");
                    let _ = writeln!(
                        out,
                        "<p><a href=\"{}\">{}</a></p>",
                        escaped(&address),
                        escaped(name)
                    );
                }
                continue;
            }
            let _ = writeln!(out, "<p class=\"group\">{}</p>\n<ul>", escaped(name));
            for (path, title) in entries {
                let (path, anchor) = path.split_once('#').unwrap_or((path, ""));
                let anchor = if anchor.is_empty() {
                    String::new()
                } else {
                    format!("#{anchor}")
                };
                let current = if path == page.path && anchor.is_empty() {
                    " aria-current=\"page\""
                } else {
                    ""
                };
                let address = format!("{up}{path}.html{anchor}");
                let _ = writeln!(
                    out,
                    "<li><a href=\"{}\"{current}>{}</a></li>",
                    escaped(&address),
                    escaped(title)
                );
            }
            out.push_str("</ul>\n");
        }
    }
}

/// The document.
pub fn document(page: &ReferencePage, navigation: &Navigation, main: &str) -> String {
    let up = up(page);
    let title = escaped(&page.title);
    let api = escaped(&navigation.title);
    let whole = match page.kind {
        PageKind::Start => title.to_string(),
        _ => format!("{title} · {api}"),
    };
    let twin = page.path.rsplit('/').next().unwrap_or_default();
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src 'self' data:\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{whole}</title>\n\
         <link rel=\"stylesheet\" href=\"{up}assets/style.css\">\n\
         <link rel=\"alternate\" type=\"text/markdown\" href=\"{twin}.md\">\n\
         <link rel=\"icon\" href=\"data:,\">\n</head>\n<body data-up=\"{up}\">\n\
         <a class=\"skip\" href=\"#site:main\">To the content</a>\n<header>\n<a class=\"home\" href=\"{up}index.html\">{api}</a>\n\
         <a class=\"to-pages\" href=\"#site:pages\">Pages</a>\n\
         <form role=\"search\" id=\"site:search\" hidden><label for=\"site:query\">Search</label> \
         <input id=\"site:query\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\" role=\"combobox\" aria-expanded=\"false\" \
         aria-controls=\"site:found\" aria-autocomplete=\"list\" placeholder=\"Press /\">\
         <ul id=\"site:found\" role=\"listbox\" aria-label=\"Found\"></ul></form>\n</header>\n<div class=\"columns\">\n\
         <main id=\"site:main\" tabindex=\"-1\">\n<h1>{title}</h1>\n{main}</main>\n\
         <nav aria-label=\"Pages\" id=\"site:pages\" tabindex=\"-1\">\n",
    );
    navigation.print(page, &mut out);
    out.push_str("</nav>\n</div>\n");
    let _ = writeln!(
        out,
        "<footer><p><a href=\"{twin}.md\">This page as Markdown</a></p></footer>\n\
         <script src=\"{up}assets/search.js\" defer></script>\n</body>\n</html>"
    );
    out
}

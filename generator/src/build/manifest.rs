//! What a Cargo.toml says of its dependencies.
//!
//! In: the text of a manifest. Out: for a name, the requirement and the features that it asks for. What always holds: of TOML, so much is
//! read as manifests use, without a parser, which whoever builds with this would have to compile; what is not understood is not
//! there, so that nothing is refused for it.

/// The values of a manifest, each with the path that leads there.
#[derive(Debug, Default)]
pub struct Manifest(Vec<(Vec<String>, String)>);

/// What a manifest says of a dependency.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// The requirement; none where the source is a path or a repository alone.
    pub version: Option<String>,
    /// Its features that are asked for.
    pub features: Vec<String>,
    /// Whether those that it has by itself are not wanted.
    pub bare: bool,
    /// Whether the rest is said by the workspace.
    pub of_workspace: bool,
}

impl Manifest {
    /// Reads a text.
    pub fn read(text: &str) -> Self {
        let mut values = Self::default();
        let mut table = Vec::new();
        for line in logical_lines(text) {
            let header = line
                .strip_prefix('[')
                .map(|rest| rest.trim_matches(['[', ']']));
            match header {
                Some(header) => table = keys(header),
                None => values.member(&table, &line),
            }
        }
        values
    }

    /// Takes in `key = value`, below a path.
    fn member(&mut self, above: &[String], text: &str) {
        let Some((key, value)) = split_outside(text, '=')
            .split_first()
            .and_then(|(key, rest)| {
                let value = text.get(key.len() + 1..)?;
                (!rest.is_empty()).then_some((*key, value.trim()))
            })
        else {
            return;
        };
        let path: Vec<String> = above.iter().cloned().chain(keys(key)).collect();
        let inner = value
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'));
        match inner {
            Some(inner) => split_outside(inner, ',')
                .into_iter()
                .for_each(|member| self.member(&path, member)),
            None => self.0.push((path, value.to_owned())),
        }
    }

    /// What `[dependencies]` says of a name, on whatever system; `None` if it is not there.
    pub fn dependency(&self, name: &str) -> Option<Declared> {
        self.declared(name, |path| match path {
            [table] => table == "dependencies",
            [target, _, table] => target == "target" && table == "dependencies",
            _ => false,
        })
    }

    /// What `[workspace.dependencies]` says of a name.
    pub fn shared(&self, name: &str) -> Option<Declared> {
        self.declared(
            name,
            |path| matches!(path, [root, table] if root == "workspace" && table == "dependencies"),
        )
    }

    /// Whether this is the manifest of a workspace.
    pub fn is_of_workspace(&self) -> bool {
        self.0
            .iter()
            .any(|(path, _)| path.first().is_some_and(|first| first == "workspace"))
    }

    fn declared(&self, name: &str, is_table: fn(&[String]) -> bool) -> Option<Declared> {
        let mut found = None;
        for (path, value) in &self.0 {
            let at = path.iter().position(|key| key == name);
            let Some((table, [_, rest @ ..])) = at.and_then(|at| path.split_at_checked(at)) else {
                continue;
            };
            if !is_table(table) {
                continue;
            }
            let declared = found.get_or_insert_with(Declared::default);
            match rest {
                [] => declared.version = texts(value).into_iter().next(),
                [key] => match (key.as_str(), value.as_str()) {
                    ("version", _) => declared.version = texts(value).into_iter().next(),
                    ("features", _) => declared.features.extend(texts(value)),
                    ("default-features" | "default_features", "false") => declared.bare = true,
                    ("workspace", "true") => declared.of_workspace = true,
                    _ => {}
                },
                _ => {}
            }
        }
        found
    }
}

/// The lines of a text without comments; what stands in open brackets goes on in the next one.
fn logical_lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut depth, mut quote, mut is_comment) = (String::new(), 0_usize, None, false);
    let mut is_escaped = false;
    for c in text.chars().chain(['\n']) {
        match (c, quote) {
            ('\n', None) if depth == 0 => {
                lines.push(std::mem::take(&mut line).trim().to_owned());
                is_comment = false;
                continue;
            }
            ('\n', None) => is_comment = false,
            _ if is_comment => continue,
            ('#', None) => {
                is_comment = true;
                continue;
            }
            ('"' | '\'', None) => quote = Some(c),
            (_, Some(open)) if c == open && !is_escaped => quote = None,
            // A header closes on its own line, so that only values leave them open.
            ('[' | '{', None) => depth += 1,
            (']' | '}', None) => depth = depth.saturating_sub(1),
            _ => {}
        }
        is_escaped = c == '\\' && quote == Some('"') && !is_escaped;
        line.push(if c == '\n' { ' ' } else { c });
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// The parts of a text between separators that stand in no quotes and no brackets.
fn split_outside(text: &str, separator: char) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut quote) = (Vec::new(), 0, 0_usize, None);
    for (at, c) in text.char_indices() {
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            (_, Some(open)) if c == open => quote = None,
            ('[' | '{', None) => depth += 1,
            (']' | '}', None) => depth = depth.saturating_sub(1),
            (c, None) if c == separator && depth == 0 => {
                parts.extend(text.get(start..at));
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.extend(text.get(start..));
    parts
}

/// The keys of a dotted one.
fn keys(text: &str) -> Vec<String> {
    let keys = split_outside(text, '.').into_iter();
    keys.map(|key| key.trim().trim_matches(['"', '\'']).to_owned())
        .collect()
}

/// The texts in a value.
fn texts(value: &str) -> Vec<String> {
    let inner = value.trim_start_matches('[').trim_end_matches(']');
    let texts = split_outside(inner, ',').into_iter().map(str::trim);
    let texts = texts.filter(|text| text.starts_with(['"', '\'']));
    texts
        .map(|text| text.trim_matches(['"', '\'']).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Declared, Manifest};

    #[test]
    fn a_dependency_is_found_however_it_is_written() {
        let plain = Declared {
            version: Some("1".to_owned()),
            ..Declared::default()
        };
        for text in [
            "[dependencies]\nhttp = \"1\" # The types.",
            "[dependencies]\n\"http\" = '1'",
            "[dependencies.http]\nversion = \"1\"",
            "[target.'cfg(unix)'.dependencies.http]\nversion = \"1\"",
            "dependencies = { http = \"1\" }",
            "dependencies.http.version = \"1\"",
            "[package]\ndescription = \"\"\"\nhttp # is\n\"\"\"\n[dependencies]\nhttp = { version = \"1\" }",
        ] {
            let found = Manifest::read(text).dependency("http");
            assert_eq!(found.as_ref(), Some(&plain), "{text}");
        }
        for text in [
            "[dependencies]\nhttp-body = \"1\"",
            "[dependencies]\n# http = \"1\"",
            "[dev-dependencies]\nhttp = \"1\"",
            "[build-dependencies]\nhttp = \"1\"",
            "",
            "[dependencies\nhttp",
        ] {
            assert_eq!(Manifest::read(text).dependency("http"), None, "{text}");
        }
    }

    #[test]
    fn features_come_from_all_tables() {
        let text = "[dependencies]\ntokio = { version = \"1\", default-features = false, features = [\n  \"rt\", # to run\n  \"net\"\n] }\n\
                    serde.workspace = true\n[target.x86.dependencies]\ntokio = { features = [\"time\"] }\n\
                    [workspace.dependencies]\nserde = { version = \"1\", features = [\"derive\"] }\n";
        let manifest = Manifest::read(text);
        let tokio = manifest.dependency("tokio").unwrap_or_default();
        assert_eq!(tokio.features, ["rt", "net", "time"]);
        assert!(tokio.bare);
        assert!(
            manifest
                .dependency("serde")
                .unwrap_or_default()
                .of_workspace
        );
        assert_eq!(
            manifest.shared("serde").unwrap_or_default().features,
            ["derive"]
        );
    }
}

//! Calls that the printer tears off their receiver.
//!
//! In: printed Rust. Out: the same with `violations.check(` in one line where the printer, which does so for names of more
//! than four letters, put `violations` in one and `.check(` in the next. What always holds: only line breaks, blanks before a
//! line and a comma behind the last argument change; a chain of several calls stays as it is.

/// One step of indentation.
const STEP: &str = "    ";

/// Puts calls beside their receivers.
pub(super) fn joined(printed: &str) -> String {
    let lines: Vec<&str> = printed.lines().collect();
    let mut out = String::with_capacity(printed.len());
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        match lines.get(at..).and_then(call) {
            Some((taken, text)) => {
                out.push_str(&text);
                at += taken;
            }
            None => {
                out.push_str(line);
                out.push('\n');
                at += 1;
            }
        }
    }
    out
}

/// The call that the lines begin with if it is torn off: how many lines it takes, and its text.
fn call(lines: &[&str]) -> Option<(usize, String)> {
    let [receiver, first, arguments @ ..] = lines else {
        return None;
    };
    let name = receiver.trim_start();
    let (indent, _) = receiver.split_at(receiver.len() - name.len());
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.is_empty() || !name.chars().all(is_name) {
        return None;
    }
    let deeper = format!("{indent}{STEP}");
    let method = first
        .strip_prefix(&deeper)
        .filter(|text| text.starts_with('.'))?;
    let is_end = |line: &&str| matches!(line.strip_prefix(&deeper), Some(")" | ");"));
    let goes_on = |line: &&str| {
        let text = line.strip_prefix(&deeper);
        text.is_some_and(|text| text.starts_with(['.', '?']))
    };
    if method.ends_with('(') {
        let count = arguments
            .iter()
            .position(|line| !line.starts_with(&format!("{deeper}{STEP}")))?;
        arguments.get(count).filter(|line| is_end(line))?;
        if arguments.get(count + 1).is_some_and(goes_on) {
            return None;
        }
        let mut text = format!("{receiver}{method}\n");
        for line in arguments.iter().take(count + 1) {
            text.push_str(line.strip_prefix(STEP)?);
            text.push('\n');
        }
        return Some((count + 3, text));
    }
    let (method, arguments) = method.strip_suffix(");")?.split_once('(')?;
    let mut text = format!("{receiver}{method}(\n");
    for argument in split(arguments)? {
        text.push_str(&format!("{deeper}{argument},\n"));
    }
    text.push_str(&format!("{indent});\n"));
    Some((2, text))
}

/// The arguments of a call in one line; `None` if these end the call, so that it is a chain.
fn split(arguments: &str) -> Option<Vec<&str>> {
    let (mut parts, mut start) = (Vec::new(), 0);
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for (at, c) in arguments.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if in_text => escaped = true,
            '"' => in_text = !in_text,
            _ if in_text => {}
            // A letter could be a bracket.
            '\'' if arguments.get(at..)?.chars().nth(2) == Some('\'') => return None,
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.checked_sub(1)?,
            ',' if depth == 0 => {
                parts.push(arguments.get(start..at)?.trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(arguments.get(start..)?.trim());
    (parts.len() > 1 && depth == 0 && !in_text).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn calls_stand_beside_their_receivers() {
        let printed = r#"
        violations
            .check(&Key::new("a, \"("), &self.a, Limits::new().max_length(5000));
        violations
            .optional(
                &key.member("b"),
                [
                    &self.b,
                ],
            );
        deserializer
            .deserialize_map(
                LongVisitor,
            )
    }
"#;
        let expected = r#"
        violations.check(
            &Key::new("a, \"("),
            &self.a,
            Limits::new().max_length(5000),
        );
        violations.optional(
            &key.member("b"),
            [
                &self.b,
            ],
        );
        deserializer.deserialize_map(
            LongVisitor,
        )
    }
"#;
        assert_eq!(joined(printed), expected);
    }

    #[test]
    fn all_else_stays_as_it_is() {
        let printed = r#"
        self
    }
        violations
            .check(&a, &b)
            .map(|x| x);
        event
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default();
        values
            .get(',', '(');
        values
            .get(
                a,
            )
            .unwrap_or_default();
        Some(
            violations
                .check(&a, &b),
        )
"#;
        assert_eq!(joined(printed), printed);
    }
}

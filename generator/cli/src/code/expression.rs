//! Expressions of Rust, and how they are laid out.
//!
//! In: an expression. Out: lines. What always holds: what fits on a line stands on one, and what does not is broken as the usual formatter does.

/// How wide a line is.
pub const WIDTH: usize = 100;

/// An expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// What stands on one line.
    Word(String),
    /// `function(arguments)`.
    Call(String, Vec<Expression>),
    /// `receiver.method(arguments)`, for each method.
    Chain(Box<Expression>, Vec<(String, Vec<Expression>)>),
    /// Elements between what opens and what closes.
    Elements(&'static str, Vec<Expression>, &'static str),
    /// `Struct { field: value }`.
    Struct(String, Vec<(String, Expression)>),
}

impl Expression {
    /// A word.
    pub fn word(text: impl Into<String>) -> Self {
        Self::Word(text.into())
    }

    /// A call with one argument.
    pub fn call(function: impl Into<String>, argument: Self) -> Self {
        Self::Call(function.into(), vec![argument])
    }

    /// The expression with `?` behind it.
    pub fn tried(self) -> Self {
        Self::Chain(Box::new(self), vec![("?".to_owned(), Vec::new())])
    }

    /// On one line.
    pub fn flat(&self) -> String {
        let list = |all: &[Self]| all.iter().map(Self::flat).collect::<Vec<_>>().join(", ");
        match self {
            Self::Word(text) => text.clone(),
            Self::Call(function, arguments) => format!("{function}({})", list(arguments)),
            Self::Chain(receiver, calls) => {
                let calls = calls.iter().map(|(name, arguments)| match name.as_str() {
                    "?" => "?".to_owned(),
                    name => format!(".{name}({})", list(arguments)),
                });
                receiver.flat() + &calls.collect::<String>()
            }
            Self::Elements(open, elements, close) => format!("{open}{}{close}", list(elements)),
            Self::Struct(path, fields) => {
                let fields = fields
                    .iter()
                    .map(|(name, value)| format!("{name}: {}", value.flat()));
                format!("{path} {{ {} }}", fields.collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// Lines, of which the first stands behind `used` characters and the others `indent` to the right; `behind` characters come after the last one.
    pub fn laid_out(&self, indent: usize, used: usize, behind: usize) -> String {
        let flat = self.flat();
        if used + flat.chars().count() + behind <= WIDTH && self.calls() <= 3 {
            return flat;
        }
        match self {
            Self::Word(_) => flat,
            Self::Call(function, arguments) => {
                format!("{function}({})", broken(arguments, indent))
            }
            Self::Chain(receiver, calls) => {
                let mut text = receiver.laid_out(indent, used, 0);
                for (name, arguments) in calls {
                    if name == "?" {
                        text.push('?');
                        continue;
                    }
                    let inner = indent + 4;
                    let all = Self::Elements("", arguments.clone(), "");
                    let head = inner + name.chars().count() + 3;
                    let one = all.flat();
                    let fits = head + one.chars().count() <= WIDTH && all.calls() <= 3;
                    let arguments = match fits {
                        true => one,
                        false => broken(arguments, inner),
                    };
                    text.push_str(&format!("\n{:inner$}.{name}({arguments})", ""));
                }
                text
            }
            Self::Elements(open, elements, close) => {
                format!("{open}{}{close}", broken(elements, indent))
            }
            Self::Struct(path, fields) => {
                let inner = indent + 4;
                let fields = fields.iter().map(|(name, value)| {
                    let used = inner + name.chars().count() + 2;
                    format!("{:inner$}{name}: {},\n", "", value.laid_out(inner, used, 1))
                });
                format!("{path} {{\n{}{:indent$}}}", fields.collect::<String>(), "")
            }
        }
    }

    /// How many methods are called one after the other, where it is most.
    fn calls(&self) -> usize {
        let most = |all: &[Self]| all.iter().map(Self::calls).max().unwrap_or_default();
        match self {
            Self::Word(_) => 0,
            Self::Call(_, inner) | Self::Elements(_, inner, _) => most(inner),
            Self::Chain(receiver, calls) => {
                let own = calls.iter().filter(|(name, _)| name != "?").count();
                let inner = calls.iter().map(|(_, arguments)| most(arguments)).max();
                own.max(receiver.calls()).max(inner.unwrap_or_default())
            }
            Self::Struct(_, fields) => {
                let all = fields.iter().map(|(_, value)| value.calls());
                all.max().unwrap_or_default()
            }
        }
    }
}

/// One a line, in lines of their own.
fn broken(all: &[Expression], indent: usize) -> String {
    if all.is_empty() {
        return String::new();
    }
    let inner = indent + 4;
    let lines = all
        .iter()
        .map(|one| format!("{:inner$}{},\n", "", one.laid_out(inner, inner, 1)));
    format!("\n{}{:indent$}", lines.collect::<String>(), "")
}

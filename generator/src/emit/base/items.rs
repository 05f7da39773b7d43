//! The items of a file: those that users name, and those of its child, `wire`.
//!
//! In: what emitters make of a type or a request. Out: a file with what users name, which so comes first, and another, `wire`,
//! with what becomes of it on the wire and in logs; where the first would be too long, its setters stand in a third. What always
//! holds: neither `wire` nor `setters` defines anything.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::Ident;
use crate::render::{Code, Module};

use super::context::Context;
use super::tokens;

/// The name of the child.
pub const WIRE: &str = "wire";

/// The name of the child with setters.
pub const SETTERS: &str = "setters";

/// About how many lines a file has at most: what is counted is less exact than what is printed.
pub const LINES: usize = 1_200;

/// The items of a file.
#[derive(Default)]
pub struct Items {
    /// What users name: definitions, constructors and conversions.
    pub own: Vec<Code>,
    /// How it is read, written, checked and shown.
    pub wire: Vec<Code>,
    /// Of [`own`](Self::own), by their indices, what may stand in a child: the setters of requests.
    setters: Vec<usize>,
}

impl Items {
    /// A definition, with nothing else yet.
    pub fn of(definition: TokenStream) -> Self {
        Self {
            own: vec![definition.into()],
            ..Self::default()
        }
    }

    /// What users name, and what becomes of it on the wire.
    pub fn new(own: Vec<TokenStream>, wire: Vec<TokenStream>) -> Self {
        Self {
            own: own.into_iter().map(Code::from).collect(),
            wire: wire.into_iter().map(Code::from).collect(),
            setters: Vec::new(),
        }
    }

    /// Adds setters of a type, which name it by its path from the crate's root.
    pub fn push_setters(&mut self, setters: TokenStream) {
        self.setters.push(self.own.len());
        self.own.push(setters.into());
    }

    /// Puts something before all that users name.
    pub fn prepend(&mut self, items: Vec<TokenStream>) {
        for index in &mut self.setters {
            *index += items.len();
        }
        self.own.splice(0..0, items.into_iter().map(Code::from));
    }

    /// Takes the setters out, where there would be too many lines otherwise.
    fn take_setters(&mut self) -> Vec<Code> {
        let lines = self.own.iter().map(Code::lines).sum::<usize>();
        let mut setters = Vec::new();
        if lines > LINES {
            for (taken, index) in std::mem::take(&mut self.setters).into_iter().enumerate() {
                setters.push(self.own.remove(index - taken));
            }
        }
        setters
    }

    /// Adds the items of something else.
    pub fn extend(&mut self, more: Self) {
        let before = self.own.len();
        self.setters
            .extend(more.setters.iter().map(|index| before + index));
        self.own.extend(more.own);
        self.wire.extend(more.wire);
    }

    /// The file of a module in a folder, such as `models`, and its child's, if there is something for it. `title` says what
    /// they are about.
    pub fn into_modules(
        self,
        context: &Context<'_>,
        folder: &str,
        module: &Ident,
        title: &str,
    ) -> Vec<Module> {
        let path = format!("src/{folder}/{}", module.bare());
        let mut items = self;
        let setters = items.take_setters();
        // No links: the children need not know all of the names.
        let plain = title.replace(['[', ']'], "");
        let children = [
            (SETTERS, setters, format!("What can be set: {plain}.")),
            (
                WIRE,
                std::mem::take(&mut items.wire),
                format!("On the wire and in logs: {plain}."),
            ),
        ];
        let mut modules = Vec::new();
        let mut mods = Vec::new();
        for (name, tokens, title) in children {
            if !tokens.is_empty() {
                let same = inception(module.bare() == name);
                let child = tokens::plain(name);
                mods.push(quote! { #same mod #child; });
                modules.push(context.module(format!("{path}/{name}.rs"), vec![title], tokens));
            }
        }
        items.prepend(mods);
        let own = context.module(format!("{path}.rs"), vec![format!("{title}.")], items.own);
        modules.insert(0, own);
        modules
    }
}

/// The exception for a module that is called as the one that has it.
pub fn inception(same: bool) -> Option<TokenStream> {
    let reason = "the document has something of that name";
    same.then(|| quote! { #[expect(clippy::module_inception, reason = #reason)] })
}

/// A module that its parent has.
#[derive(Clone, Debug)]
pub struct Exported<'a> {
    /// What it is called.
    pub module: &'a Ident,
    /// The names that its parent exports of it.
    pub names: Vec<TokenStream>,
    /// The feature that has to be on for it, if one has to.
    pub feature: Option<&'a str>,
}

/// `mod` and `pub use` of each module: `parent` is the module that has them.
pub fn exports(parent: &str, children: &[Exported<'_>]) -> Vec<TokenStream> {
    let mut exports = mods(parent, children);
    exports.extend(uses(None, children));
    exports
}

/// `mod` of each module.
pub fn mods(parent: &str, children: &[Exported<'_>]) -> Vec<TokenStream> {
    let modules = children.iter().map(|child| {
        let (module, gate) = (child.module, tokens::gate(child.feature));
        let same = inception(module.bare() == parent);
        quote! { #gate #same mod #module; }
    });
    modules.collect()
}

/// `pub use` of each module, which is in the module of that path, or in this one.
pub fn uses(path: Option<TokenStream>, children: &[Exported<'_>]) -> Vec<TokenStream> {
    let children = children.iter().filter(|child| !child.names.is_empty());
    let uses = children.map(|child| {
        let (module, gate) = (child.module, tokens::gate(child.feature));
        match child.names.as_slice() {
            [name] => quote! { #gate pub use #path #module::#name; },
            names => quote! { #gate pub use #path #module::{#(#names),*}; },
        }
    });
    uses.collect()
}

//! The language of the interface.

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// One of two wordings.
    pub fn of<T>(self, zh: T, en: T) -> T {
        if self == Lang::Zh { zh } else { en }
    }

    /// The tag: `zh-Hans` or `en`.
    pub fn tag(self) -> &'static str {
        self.of("zh-Hans", "en")
    }

    /// The language of a tag: `zh…`, `en…`.
    pub fn parse(tag: &str) -> Option<Self> {
        match tag.trim().to_ascii_lowercase().split(['-', '_']).next()? {
            "zh" => Some(Lang::Zh),
            "en" => Some(Lang::En),
            _ => None,
        }
    }

    /// The language that a request asks for: `?lang=`, else the cookie, else Accept-Language, else Chinese
    /// where the browser says nothing, English where it names only other languages.
    pub fn asked(parameter: Option<&str>, cookie: Option<&str>, accept: Option<&str>) -> Self {
        let cookie = cookie.and_then(|c| c.split(';').find_map(|c| c.trim().strip_prefix("lang=")));
        if let Some(lang) = parameter.and_then(Self::parse).or_else(|| cookie.and_then(Self::parse)) {
            return lang;
        }
        let Some(accept) = accept.filter(|a| !a.trim().is_empty()) else { return Lang::Zh };
        let mut best: Option<(f32, Lang)> = None;
        for part in accept.split(',') {
            let (tag, q) = super::accept::quality(part);
            let lang = if tag == "*" { Some(Lang::Zh) } else { Self::parse(tag) };
            if let Some(lang) = lang.filter(|_| q > 0.0)
                && best.is_none_or(|(most, _)| q > most)
            {
                best = Some((q, lang));
            }
        }
        best.map_or(Lang::En, |(_, lang)| lang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_decides() {
        assert_eq!(Lang::asked(Some("en"), Some("lang=zh"), Some("zh-CN")), Lang::En);
        assert_eq!(Lang::asked(None, Some("a=b; lang=en"), Some("zh-CN")), Lang::En);
        assert_eq!(Lang::asked(None, None, Some("fr, en;q=0.5, zh;q=0.7")), Lang::Zh);
        assert_eq!(Lang::asked(None, None, Some("de-DE,de;q=0.9")), Lang::En);
        assert_eq!(Lang::asked(Some("xx"), None, None), Lang::Zh);
        assert_eq!(Lang::asked(None, None, Some("zh;q=0, en;q=0.1")), Lang::En);
    }
}

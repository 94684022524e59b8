"""A thousand lines of all kinds of text, and what the tokenizer of Llama 3, which CSM-1B uses, makes of them.

    python3 -m venv venv && venv/bin/pip install -r requirements.txt
    venv/bin/python llama3.py ../resources/alan/tts/csm/llama3/lines.jsonl.gz

The judge is the tokenizer that Meta publishes, PyPI's llama-models, with no special token allowed: what looks like one in a text is text.
A line of the file is {"speaker": S, "text": "…", "ids": […]}; the ids are those of "[S]…", without a token before or after.
"""

import argparse
import gzip
import json
import pathlib
import random
import unicodedata

from llama_models.llama3.tokenizer import Tokenizer

ENGLISH = [
    "Good morning, {name}, did you sleep well?",
    "I'll be in {place} at {time}, if the train isn't late.",
    "They've sold {number} {thing} since {date} – that's {percent} more than last year!",
    '"Don\'t worry," {name} said, "we\'re almost there."',
    "Could you remind me to buy {thing} for {money}?",
    "She'd rather walk {number} km than wait; he wouldn't.",
    "The {thing}, which nobody's seen since {date}, was found in {place}.",
    "WE'LL SEE WHAT {name}'S DOING, WON'T WE?",
    "Mr. O'{name} (the one from {place}) can't come: it's raining...",
    "It's {time} and I'm still reading about {thing}'s history.",
    "well-known, state-of-the-art {thing} & co.",
    "Y'all're invited; you'd've known if you'd asked {name}.",
]
SPANISH = [
    "Buenos días, {name}, ¿cómo has dormido?",
    "Mañana iré a {place} a las {time}, si el tren no se retrasa.",
    "¡Qué alegría! {name} ganó {money} con {number} {cosa}.",
    "El {date} el señor Núñez vendió {number} {cosa} en {place}.",
    "¿Podrías recordarme que compre {cosa}? Cuestan {money}.",
    "—No te preocupes —dijo {name}—, ya casi llegamos.",
    "Según la encuesta, el {percent} prefiere {cosa}; el resto, no.",
    "«Más vale tarde que nunca», repetía la abuela de {name}.",
    "¿¡Pero qué estás diciendo!? ¡¡No puede ser!!",
    "La cigüeña, el pingüino y el ñandú vivían cerca de {place}.",
    "Tú y él sabéis que {name} llegó a las {time} en punto…",
    "EL NIÑO PIDIÓ {number} {cosa}, ¡Y ÚNICAMENTE ESO!",
]
SLOTS = {
    "name": ["Alan", "María", "José", "Ana Lucía", "Zoë", "Björn", "Iñaki", "Nguyễn", "Siobhán", "Łukasz", "Neil", "Begoña"],
    "place": [
        "London",
        "Córdoba",
        "A Coruña",
        "São Paulo",
        "Logroño",
        "New York",
        "Zürich",
        "Kraków",
        "Bogotá",
        "Llanfairpwllgwyngyll",
    ],
    "thing": ["umbrellas", "bread", "the Higgs boson", "e-mail", "jalapeños", "GPUs", "naïveté", "crème brûlée", "x-rays", "CO₂"],
    "cosa": [
        "paraguas",
        "pan",
        "camiones",
        "corazones",
        "lápices",
        "guitarras",
        "tazas de café",
        "acordeones",
        "piñatas",
        "güisquis",
    ],
}
PEOPLE = "👨 👩 👧 👦 🧑 👮 👩‍🚀 🧑‍💻 👨‍👩‍👧‍👦 👩‍❤️‍💋‍👨 🏃🏽‍♀️ 🤦🏿‍♂️ 👍 👍🏻 👋🏾 🫶🏼 🧑🏻‍🤝‍🧑🏿".split()
SIGNS = "😀 😂 🥹 ❤️ ❤ ☀️ ☎︎ ⚡ ✨ 🏳️‍🌈 🏴‍☠️ 🇪🇸 🇲🇽 🇬🇧 🏴󠁧󠁢󠁳󠁣󠁴󠁿 1️⃣ #️⃣ 🔟 © ™ 🫠 🪿 🩷 ♾️ 🐈‍⬛".split()
SCRIPTS = [
    "مرحبا، كيف حالك اليوم؟",
    "السَّلامُ عَلَيْكُم",
    "שלום, מה נשמע?",
    "שָׁלוֹם \u200f(RTL)\u200e",
    "你好,今天天气怎么样?",
    "今日は、元気ですか。",
    "カタカナとひらがな",
    "안녕하세요 반갑습니다",
    "สวัสดีครับ",
    "नमस्ते दुनिया",
    "Привет, как дела?",
    "Γειά σου Κόσμε",
    "ꙮ ԱԲԳ ქართული",
    "ñandú 鸵鸟 نعامة",
    "١٢٣٤ ५६७८ 1234",
    "\u202eabc\u202c",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𝟙𝟚𝟛",
    "𓀀𓂀 𒀀",
    "ﬁn ﬀ ﷺ",
    "Việt Nam tiếng Việt",
]
CODE = [
    "for (int i = 0; i < n; i++) { sum += a[i]; }",
    "def f(x):\n    return x**2\n",
    "SELECT * FROM users WHERE id = 42; -- ok",
    "#include <stdio.h>\n\n\tint main(){}",
    "if (a != b && !c || d >= 0x1F) x ^= ~y;",
    "https://example.org/a/b?c=d&e=%20f#g",
    "http://localhost:8080/índice.html",
    "ana.núñez+test@example.com",
    "C:\\Users\\Ana\\año.txt",
    "/home/alan/.config/alan/alan.cfg",
    'git commit -m "fix: it\'s done"',
    '{"a": [1, 2.5e-3, null], "ñ": "\\u00f1"}',
    "<p class='x'>Hi&nbsp;there</p>",
    "$HOME/${PATH:-/usr/bin}",
    "snake_case camelCase PascalCase kebab-case",
    "\t\tif x:\r\n\t\t\tpass\r\n",
    "a->b::c<d>(e)...",
    "192.168.0.1:22",
    "3.14159_26535",
    "@user #hashtag ~5 ^_^ ;-) :'(",
]
SPACES = [
    " ",
    "  ",
    "   ",
    "\t",
    "\n",
    "\r\n",
    "\n\n",
    " \n ",
    "\u00a0",
    "\u2003",
    "\u3000",
    "\u200b",
    "\u2028",
    "\u0085",
    "\v",
    "\f",
    "\ufeff",
    "\u00ad",
]
SPECIAL = [
    "<|begin_of_text|>",
    "<|end_of_text|>",
    "<|AUDIO|>",
    "<|audio_eos|>",
    "<|eot_id|>",
    "<|start_header_id|>",
    "<|end_header_id|>",
    "<|python_tag|>",
    "<|reserved_special_token_7|>",
    "<|finetune_right_pad_id|>",
    "<|end_of_text",
    "end_of_text|>",
    "<|",
    "|>",
    "<|end of text|>",
    "<|END_OF_TEXT|>",
]


class Lines:
    """Makes up lines."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def some(self, things, least=1, most=4):
        return [self.random.choice(things) for _ in range(self.random.randint(least, most))]

    def number(self):
        n = self.random.randint(0, 10 ** self.random.randint(1, 12))
        return self.random.choice(
            [
                f"{n}",
                f"{n:,}",
                f"{n:,}".replace(",", "."),
                f"{n:,}".replace(",", " "),
                f"-{n}",
                f"{n / 1000:.3f}",
                f"{n}th",
                f"{n}º",
            ]
        )

    def date(self):
        y, m, d = self.random.randint(1492, 2099), self.random.randint(1, 12), self.random.randint(1, 28)
        return self.random.choice(
            [f"{y}-{m:02}-{d:02}", f"{d}/{m}/{y}", f"{d} de mayo de {y}", f"May {d}, {y}", f"{d}.{m}.{y % 100:02}", f"{y}"]
        )

    def time(self):
        h, m = self.random.randint(0, 23), self.random.randint(0, 59)
        return self.random.choice(
            [f"{h}:{m:02}", f"{h % 12 + 1}:{m:02} p.m.", f"{h} h {m} min", f"{h:02}:{m:02}:07", f"{h % 12 + 1}AM"]
        )

    def money(self):
        n = self.random.randint(1, 10 ** self.random.randint(1, 7))
        return self.random.choice([f"${n}.99", f"{n},50 €", f"£{n:,}", f"{n} USD", f"US${n}k", f"¥{n}", f"{n} ₡", f"₿0.{n:05}"])

    def percent(self):
        return self.random.choice(["{}%", "{} %", "{},5 %", "{}.25%", "±{}‰"]).format(self.random.randint(0, 120))

    def fill(self, template):
        slots = {name: self.random.choice(values) for name, values in SLOTS.items()}
        makers = {"number": self.number, "date": self.date, "time": self.time, "money": self.money, "percent": self.percent}
        return template.format(**slots, **{name: make() for name, make in makers.items()})

    def english(self):
        return self.fill(self.random.choice(ENGLISH))

    def spanish(self):
        return self.fill(self.random.choice(SPANISH))

    def mixed(self):
        parts = [self.english(), self.spanish(), *self.some(SIGNS + PEOPLE, 0, 3)]
        self.random.shuffle(parts)
        return self.random.choice([" ", "  ", "\n", " / ", "… ", ""]).join(parts)

    def numbers(self):
        makers = [self.number, self.date, self.time, self.money, self.percent, lambda: f"+{self.number()} (0) 91-{self.number()}"]
        return self.random.choice([" ", ", ", "-", "\t", " y ", "=", ""]).join(make() for make in self.some(makers, 1, 5))

    def emoji(self):
        parts = self.some(SIGNS + PEOPLE, 1, 6) + self.some(["ok", "¡vale!", "haha", "jaja", "5", ""], 0, 2)
        self.random.shuffle(parts)
        return self.random.choice(["", "", " ", "\u200d"]).join(parts)

    def punctuation(self):
        runs = [
            self.random.choice(".,;:!?¡¿-—–_*/\\|()[]{}<>\"'«»“”‘’…·•=+~^`´¨@#$%&§°") * self.random.randint(1, 9)
            for _ in range(self.random.randint(1, 6))
        ]
        return self.random.choice(["", "", " ", "a", "\n"]).join(runs)

    def whitespace(self):
        words = ["a", "hola", "Hello", "1", "¿", "ñ", "!", "😀"]
        return "".join(self.random.choice(self.random.choice([SPACES, SPACES, words])) for _ in range(self.random.randint(2, 14)))

    def accents(self):
        text = self.random.choice([self.spanish(), " ".join(self.some(SCRIPTS)), "Ça, où? Ångström, ệ ǖ ȫ ṩ ﬃ Å"])
        return unicodedata.normalize(self.random.choice(["NFC", "NFD", "NFKC", "NFKD"]), text)

    def code(self):
        return self.random.choice([" ", "\n", "; "]).join(self.some(CODE, 1, 3))

    def scripts(self):
        return self.random.choice([" ", "", ", "]).join(self.some(SCRIPTS + [self.english(), self.spanish()], 1, 3))

    def single(self):
        ranges = [
            (0x00, 0x7F),
            (0xA0, 0x17F),
            (0x300, 0x36F),
            (0x370, 0x52F),
            (0x2000, 0x2BFF),
            (0x3040, 0x30FF),
            (0x4E00, 0x9FFF),
            (0xE000, 0xFFFD),
            (0x1F300, 0x1FAFF),
            (0x20000, 0x2A6DF),
        ]
        return chr(self.random.randint(*self.random.choice(ranges)))

    def contraction(self):
        endings = [
            "'s",
            "'S",
            "'t",
            "'re",
            "'RE",
            "'Ve",
            "'m",
            "'LL",
            "'d",
            "’s",
            "'",
            "''s",
            "'x",
            "'sábado",
            "'\u017f",
            "'\u212a",
        ]
        return " ".join(
            word + ending
            for word, ending in zip(self.some(["it", "WE", "él", "9", "", "😀", "don"], 4, 4), self.some(endings, 4, 4))
        )

    def special(self):
        parts = self.some(SPECIAL, 1, 4) + self.some(["a", "¿Qué?", "Hello there", "1", "!", "\n", "😀"], 0, 3)
        self.random.shuffle(parts)
        return self.random.choice(["", " ", "  ", "<", ". "]).join(parts)

    def anything(self):
        """Code points by chance, whatever they are."""
        points = (
            self.random.choice([self.random.randrange(0xD800), self.random.randrange(0xE000, 0x32000)])
            for _ in range(self.random.randint(2, 20))
        )
        return "".join(map(chr, points))


KINDS = {
    "english": 200,
    "spanish": 200,
    "mixed": 110,
    "numbers": 120,
    "emoji": 80,
    "punctuation": 40,
    "whitespace": 40,
    "accents": 40,
    "code": 40,
    "scripts": 30,
    "single": 30,
    "contraction": 10,
    "special": 50,
    "anything": 10,
}


def main(out, seed):
    made, texts = Lines(seed), {}
    for kind, count in KINDS.items():
        wanted = len(texts) + count
        while len(texts) < wanted:
            texts[getattr(made, kind)()] = kind
    judge = Tokenizer.get_instance()
    out.parent.mkdir(parents=True, exist_ok=True)
    # Without name and time in the header, so that the same lines are the same file.
    with open(out, "wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as file:
        for text in texts:
            speaker = made.random.choice([0, 0, 0, 1, 1, 2, 9, 10, 1234])
            ids = judge.encode(f"[{speaker}]{text}", bos=False, eos=False, allowed_special=set(), disallowed_special=())
            line = json.dumps({"speaker": speaker, "text": text, "ids": ids}, ensure_ascii=True, separators=(",", ":"))
            file.write(line.encode() + b"\n")
    print(len(texts), "lines,", sum(map(len, texts)), "characters,", out.stat().st_size, "bytes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=pathlib.Path)
    main(parser.parse_args().out, 5)

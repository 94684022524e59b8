# The language of whoever reads what a script says. Sourced, by sh.

# Whether that is Spanish: by GNU gettext's rule (LC_ALL, LC_MESSAGES, LANG; before them the list LANGUAGE, unless the locale is C), as
# alan.launcher has it.
# ALAN_LC_ALL is what LC_ALL was before the script alan replaced it.
spanish() {
  case ${ALAN_JAVA_OPTS:-} in
    *-Duser.language=es*) return 0 ;;
    *-Duser.language=*) return 1 ;;
  esac
  wanted=${ALAN_LC_ALL-${LC_ALL:-}}
  wanted=${wanted:-${LC_MESSAGES:-${LANG:-C}}}
  case $wanted in C | C.* | POSIX) return 1 ;; esac
  wanted=${LANGUAGE:-}:$wanted:
  while [ -n "$wanted" ]; do
    case ${wanted%%:*} in
      es | es[_.@]*) return 0 ;;
      en | en[_.@]*) return 1 ;;
    esac
    wanted=${wanted#*:}
  done
  return 1
}

# say ENGLISH SPANISH: on standard error, where everything goes that is not a result.
say() {
  if spanish; then printf '%s\n' "$2" >&2; else printf '%s\n' "$1" >&2; fi
}

# fail ENGLISH SPANISH [STATUS]: says what is wrong, and ends.
fail() {
  say "alan: $1" "alan: $2"
  exit "${3:-1}"
}

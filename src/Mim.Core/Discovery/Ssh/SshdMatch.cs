namespace Mim.Core.Discovery.Ssh;

/// <summary>The conditions of a Match block (sshd_config(5)).</summary>
/// <param name="Criteria">Keyword and patterns, in pairs; <c>all</c> stands alone.</param>
internal sealed record SshdMatch(IReadOnlyList<string> Criteria)
{
    /// <summary>
    /// Whether the block holds for an account; null when that depends on where it logs in from, which nobody knows beforehand.
    /// </summary>
    public bool? HoldsFor(SshAccount account)
    {
        bool? holds = true;
        for (var at = 0; at < Criteria.Count; at += 2)
        {
            var keyword = Criteria[at].ToLowerInvariant();
            if (keyword == "all")
            {
                return true;
            }

            // Stands alone, for names that no account has.
            if (keyword == "invalid-user")
            {
                return false;
            }

            var patterns = at + 1 < Criteria.Count ? Criteria[at + 1] : "";
            switch (keyword)
            {
                case "user" when !IsMatch(patterns, [account.Name]):
                case "group" when !IsMatch(patterns, account.Groups):
                    return false;
                case "user" or "group":
                    break;
                default:
                    holds = null;
                    break;
            }
        }

        return holds;
    }

    // PATTERNS of ssh_config(5): one that is negated and matches any of the names decides.
    private static bool IsMatch(string patterns, IReadOnlyList<string> names)
    {
        var isMatch = false;
        foreach (var pattern in patterns.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var isNegated = pattern[0] == '!';
            if (names.Any(name => SshdPattern.IsMatch(isNegated ? pattern[1..] : pattern, name)))
            {
                if (isNegated)
                {
                    return false;
                }

                isMatch = true;
            }
        }

        return isMatch;
    }
}

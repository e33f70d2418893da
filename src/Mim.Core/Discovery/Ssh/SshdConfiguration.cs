namespace Mim.Core.Discovery.Ssh;

/// <summary>
/// sshd's configuration as it is written, or as <c>sshd -T</c> says it holds: for each keyword the first line that holds for an
/// account counts, those of Match blocks before those outside of them (sshd_config(5)).
/// </summary>
internal sealed class SshdConfiguration
{
    private const string None = "none";
    private readonly List<SshdDirective> _directives = [];

    /// <summary>Whether anything in it depends on who logs in.</summary>
    public bool HasConditions => _directives.Exists(directive => directive.Conditions.Count > 0);

    public static SshdConfiguration OfEffective(string text)
    {
        var configuration = new SshdConfiguration();
        foreach (var words in text.Split('\n').Select(SshdLine.Words).Where(words => words.Count > 0))
        {
            configuration._directives.Add(new SshdDirective(words[0].ToLowerInvariant(), words[1..], []));
        }

        return configuration;
    }

    /// <summary>Whether there is any: a machine without sshd has none, and there are files that not everybody can read.</summary>
    public bool IsKnown => _directives.Count > 0;

    /// <summary>Takes over what may hold for an account too, because that depends on where it logs in from.</summary>
    public SshdConfiguration WithPossible(SshdConfiguration written, SshAccount account)
    {
        _directives.AddRange(written._directives.Where(directive => directive.HoldsFor(account) is null));
        return this;
    }

    /// <summary>Takes a line over with the blocks it stands in.</summary>
    public void Add(SshdDirective directive) => _directives.Add(directive);

    /// <summary>The arguments of the line that counts for an account, and of those before it that may; null when there is none.</summary>
    public IReadOnlyList<string>? For(SshAccount account, string keyword)
    {
        List<string>? values = null;
        foreach (var directive in _directives.Where(directive => directive.Keyword == keyword).OrderBy(directive => directive.Conditions.Count == 0))
        {
            var holds = directive.HoldsFor(account);
            if (holds == false)
            {
                continue;
            }

            (values ??= []).AddRange(directive.Arguments.Where(argument => argument != None));
            if (holds == true)
            {
                break;
            }
        }

        return values;
    }

    /// <summary>
    /// The arguments that hold for an account wherever it logs in from, of all lines where a keyword may be there several times; null
    /// when there are none, or when that depends.
    /// </summary>
    public IReadOnlyList<string>? Certain(SshAccount account, string keyword)
    {
        var lines = _directives.Where(directive => directive.Keyword == keyword).Select(directive => (directive, Holds: directive.HoldsFor(account))).ToList();
        if (lines.Exists(line => line.Holds is null))
        {
            return null;
        }

        var holding = lines.Where(line => line.Holds == true).Select(line => line.directive).ToLookup(directive => directive.Conditions.Count > 0);
        List<string> arguments = [.. (holding.Contains(true) ? holding[true] : holding[false]).SelectMany(directive => directive.Arguments)];
        return arguments.Count > 0 ? arguments : null;
    }

    /// <summary>The arguments of every such line, whomever it is for: of keywords that may be there several times, as HostKey.</summary>
    public IReadOnlyList<string> All(string keyword) =>
        [.. _directives.Where(directive => directive.Keyword == keyword).SelectMany(directive => directive.Arguments).Where(argument => argument != None).Distinct()];
}

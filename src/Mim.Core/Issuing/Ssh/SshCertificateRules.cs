using System.Net;
using Mim.Core.Discovery.Ssh;

namespace Mim.Core.Issuing.Ssh;

/// <summary>What a certificate of SSH may say: what sshd would refuse is refused before it is signed. Pure.</summary>
internal static class SshCertificateRules
{
    /// <summary>More than these OpenSSH does not read.</summary>
    private const int MostPrincipals = 256;

    private const int LongestText = 1024;

    private static readonly string[] _criticalOptions = ["force-command", "source-address", "verify-required"];

    private static readonly SshKeyOption[] _everyday =
    [
        new("permit-X11-forwarding", null), new("permit-agent-forwarding", null), new("permit-port-forwarding", null), new("permit-pty", null),
        new("permit-user-rc", null),
    ];

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidName"/>, <see cref="MimErrorCause.InvalidArgument"/>.</exception>
    public static NewSshCertificate Normalize(NewSshCertificate request)
    {
        var name = NameRules.IdentityName(request.Name);
        SshRules.RequireLifetime(request.Lifetime, name);
        if (request.PublicKey is not null && request.KeyName is not null)
        {
            throw Invalid(name, "a public key and the name of a key; say one of them");
        }

        if (request.SerialNumber == 0)
        {
            throw Invalid(name, "serial number 0, by which nothing can be revoked");
        }

        if (request.IsForHost && (request.CriticalOptions.Count > 0 || request.Extensions is { Count: > 0 }))
        {
            throw Invalid(name, "options, which hosts do not have");
        }

        return request with
        {
            Name = name,
            Comment = SshRules.Comment(request.Comment, name),
            KeyId = Text(request.KeyId ?? name, name, "key id"),
            Principals = Principals(request, name),
            CriticalOptions = Ordered(request.CriticalOptions.Select(option => Critical(option, name)), name),
            Extensions = request.IsForHost ? [] : Ordered(request.Extensions ?? _everyday, name),
        };
    }

    private static List<string> Principals(NewSshCertificate request, string name)
    {
        var principals = request.Principals.Select(principal => principal.Trim())
            .Select(principal => request.IsForHost ? principal.ToLowerInvariant() : principal)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (principals.Count == 0)
        {
            return request.IsForHost && NameRules.IsDnsName(name)
                ? [name.ToLowerInvariant()]
                : throw new MimException(MimErrorCause.InvalidName, $"'{name}' needs principals: the accounts or hosts that it is for.", name);
        }

        if (principals.Count > MostPrincipals)
        {
            throw Invalid(name, $"more than the {MostPrincipals} principals that OpenSSH reads");
        }

        // A comma would be two of them wherever principals are written as a list.
        return principals.Find(principal => principal.Length == 0 || principal.Any(mark => char.IsWhiteSpace(mark) || char.IsControl(mark) || mark == ',')) is { } bad
            ? throw new MimException(MimErrorCause.InvalidName, $"'{bad}' is no principal: it must have no blanks, commas and control characters.", name)
            : principals.ConvertAll(principal => Text(principal, name, "principal"));
    }

    private static SshKeyOption Critical(SshKeyOption option, string name) => option switch
    {
        { Name: "source-address", Value: { } list } => option with { Value = string.Join(',', list.Split(',').Select(address => Network(address, name))) },
        { Name: "force-command", Value.Length: > 0 } => option with { Value = Text(option.Value, name, "forced command") },
        { Name: "verify-required", Value: null } => option,
        _ => throw Invalid(name, $"the critical option {option}; sshd knows {string.Join(", ", _criticalOptions)}, the first two with a value"),
    };

    // sshd takes a network whose address has bits beyond its mask for an error and lets nobody in, so they are taken away.
    private static string Network(string text, string name) =>
        IPNetwork.TryParse(text, out var network) ? network.ToString()
        : IPAddress.TryParse(text, out var address) && !text.Contains('/', StringComparison.Ordinal) ? address.ToString()
        : throw Invalid(name, $"'{text}', which is no address and no network such as 10.0.0.0/8");

    private static List<SshKeyOption> Ordered(IEnumerable<SshKeyOption> options, string name)
    {
        var ordered = options.OrderBy(option => option.Name, StringComparer.Ordinal).ToList();
        for (var index = 0; index < ordered.Count; index++)
        {
            Text(ordered[index].Name, name, "option");
            if (index > 0 && ordered[index].Name == ordered[index - 1].Name)
            {
                throw Invalid(name, $"the option {ordered[index].Name} twice");
            }
        }

        return ordered;
    }

    private static string Text(string text, string name, string what) =>
        text.Length is > 0 and <= LongestText && !text.Any(char.IsControl)
            ? text
            : throw Invalid(name, $"a {what} that is not of 1 to {LongestText} characters, none of them control characters");

    private static MimException Invalid(string name, string what) => new(MimErrorCause.InvalidArgument, $"'{name}' has {what}.", name);
}

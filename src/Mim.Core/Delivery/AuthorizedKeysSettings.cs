namespace Mim.Core.Delivery;

/// <summary>Settings of a line in the list of keys that may log in to an account (sshd(8), AUTHORIZED_KEYS FILE FORMAT).</summary>
public sealed record AuthorizedKeysSettings : TargetSettings
{
    /// <summary>Account that the key logs in to.</summary>
    public required string Account { get; init; }

    /// <summary>Full path of the list; null for the first that sshd reads for the account.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// Options of the first line, such as <c>from="10.0.0.0/8",no-pty</c>; null for none. A line that replaces another has that one's,
    /// whatever they became.
    /// </summary>
    public string? Options { get; init; }

    /// <summary>Configuration of an sshd that is not the system's own; full path.</summary>
    public string? Configuration { get; init; }

    internal override string Place => Path is null ? Account : $"{Account}:{Path}";

    internal override FileTargetSettings? FileSettings => null;
}

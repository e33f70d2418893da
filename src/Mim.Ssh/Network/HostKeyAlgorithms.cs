namespace Mim.Ssh.Network;

/// <summary>
/// Names under which servers offer their host keys (RFC 4253 section 6.6, RFC 5656, RFC 8332, RFC 8709, OpenSSH PROTOCOL.certkeys).
/// Names of one group lead to the same key.
/// </summary>
internal static class HostKeyAlgorithms
{
    private const string Certificate = "-cert-v01@openssh.com";

    public static IReadOnlyList<IReadOnlyList<string>> Groups { get; } =
    [
        ["ssh-ed25519"],
        ["ecdsa-sha2-nistp256"],
        ["ecdsa-sha2-nistp384"],
        ["ecdsa-sha2-nistp521"],
        ["rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"],
        ["ssh-dss"],
        ["sk-ssh-ed25519@openssh.com"],
        ["sk-ecdsa-sha2-nistp256@openssh.com"],
        ["ssh-ed25519" + Certificate],
        ["ecdsa-sha2-nistp256" + Certificate],
        ["ecdsa-sha2-nistp384" + Certificate],
        ["ecdsa-sha2-nistp521" + Certificate],
        ["rsa-sha2-512" + Certificate, "rsa-sha2-256" + Certificate, "ssh-rsa" + Certificate],
        ["ssh-dss" + Certificate],
    ];

    public static IReadOnlyList<string> All { get; } = [.. Groups.SelectMany(group => group)];

    /// <summary>All names that lead to a key of this type.</summary>
    public static IReadOnlyList<string> Of(string keyType) => Groups.FirstOrDefault(group => group.Contains(keyType)) ?? [keyType];

    /// <summary>Of each group the name that a server offers, for those groups of which it offers one.</summary>
    public static IReadOnlyList<string> Choose(IReadOnlyCollection<string> offered) =>
        [.. Groups.Select(group => group.FirstOrDefault(offered.Contains)).OfType<string>()];
}

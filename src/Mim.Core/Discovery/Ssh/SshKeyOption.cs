namespace Mim.Core.Discovery.Ssh;

/// <summary>What limits or widens a key: an option of authorized_keys, a critical option or an extension of a certificate.</summary>
/// <param name="Name">As written, for example <c>from</c>.</param>
/// <param name="Value">Without quotes; null when it has none.</param>
public sealed record SshKeyOption(string Name, string? Value)
{
    public override string ToString() => Value is null ? Name : $"{Name}=\"{Value}\"";
}

using System.Text.RegularExpressions;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;

namespace Mim.Ssh.Shell;

/// <summary>A host key for which a connection was refused.</summary>
/// <param name="Place">The host that shows it, as known_hosts has it: the destination, or one on the way.</param>
/// <param name="Type">As the protocol names it.</param>
/// <param name="Fingerprint">As <c>ssh-keygen -l</c> shows it.</param>
/// <param name="IsChanged">Whether another key is known of that host.</param>
internal sealed partial record ShownHostKey(string Place, string Type, string Fingerprint, bool IsChanged)
{
    /// <summary>What a client tells at log level DEBUG1; null when it tells of something else.</summary>
    public static ShownHostKey? TryRead(string error)
    {
        var refusal = Refused().Match(error);
        return refusal.Success && Shown().Matches(error[..refusal.Index]).LastOrDefault() is { } shown
            ? new ShownHostKey(
                refusal.Groups["place"].Value,
                shown.Groups["type"].Value,
                shown.Groups["fingerprint"].Value,
                refusal.Groups["known"].Value.Length == 0)
            : null;
    }

    /// <summary>Why nobody logs in there, and how that host becomes known to an inventory where that is what hosts are trusted by.</summary>
    public MachineUnreachableException Refusal(SshDestination destination)
    {
        var trouble = IsChanged
            ? $"{Place} SHOWS ANOTHER HOST KEY THAN THE ONE THAT IS KNOWN: {Type} {Fingerprint}. Somebody may be in between, or the host was made anew."
            : $"No host key of {Place} is known; it shows {Type} {Fingerprint}.";
        return new MachineUnreachableException(
            FindingStatus.HandshakeFailed, destination.KnownHosts is null ? trouble : $"{trouble} If you know that this is its own: {Remedy(destination)}");
    }

    // Only who can be asked from here can be found from here.
    private string Remedy(SshDestination destination) => destination.JumpHost is not null && Place == destination.Place
        ? "have it in a file, and name that with -KnownHostsFile."
        : $"Find-MachineSshKey '{Place}' | Where-Object SshFingerprint -EQ '{Fingerprint}' | Import-MachineIdentity";

    [GeneratedRegex("Server host (key|certificate): (?<type>[!-~]+) (?<fingerprint>SHA256:[A-Za-z0-9+/]{43})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Shown();

    [GeneratedRegex(
        "(?<known>host key is known for )(?<place>[!-&(-~]+) and you have requested|Host key for (?<place>[!-&(-~]+) has changed",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Refused();
}

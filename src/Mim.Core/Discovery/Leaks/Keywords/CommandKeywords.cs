namespace Mim.Core.Discovery.Leaks.Keywords;

/// <summary>What PowerShell takes an encoded command after: any beginning of the option's name will do.</summary>
internal static class CommandKeywords
{
    public static IReadOnlyList<Keyword> All { get; } =
    [
        .. ((string[])["-enc", "/enc", "-ec ", "/ec ", " -e ", " /e "]).Select(
            option => new Keyword(System.Text.Encoding.ASCII.GetBytes(option), IgnoresCase: true, SecretEncoding.Utf16, Lead: 0)),
    ];
}

using System.Net;
using Mim.Core.Delivery;

namespace Mim.Core.Accounts.OAuth;

/// <summary>What may be said of an OAuth client. Pure.</summary>
public static class OAuthRules
{
    private const int LongestAddress = 2048;
    private const int LongestScope = 4096;
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _longest = TimeSpan.FromHours(1);

    /// <summary>
    /// An address that secrets may be sent to: https, or http to this machine; no user, and no fragment (RFC 6749 section 3.2). Gives it
    /// taken apart.
    /// </summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, naming it.</exception>
    public static Uri Address(string text)
    {
        TargetRules.Require(
            text.Length <= LongestAddress && Uri.TryCreate(text, UriKind.Absolute, out _),
            Shown(text),
            $"'{Shown(text)}' is no address of at most {LongestAddress} characters");
        var address = new Uri(text);
        TargetRules.Require(
            address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && IsHere(address)),
            Shown(text),
            $"secrets go to '{Shown(text)}' by https only");
        TargetRules.Require(address is { UserInfo: "", Fragment: "" }, Shown(text), $"'{address.Host}' is named with a user or a fragment");
        return address;
    }

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, naming the setting.</exception>
    internal static void Enforce(OAuthClientSettings settings)
    {
        TargetRules.Require(settings.Host is null, settings.Place, "an authorization server is reached itself, not through another host");
        Address(settings.TokenEndpoint);
        foreach (var address in new[] { settings.RegistrationEndpoint, settings.ClientEndpoint }.OfType<string>())
        {
            Address(address);
        }

        TargetRules.Require(
            settings.HasKeys
                ? settings is { ClientEndpoint: not null, RegistrationEndpoint: null, AdministratorId: not null }
                : settings is { RegistrationEndpoint: not null, ClientEndpoint: null },
            settings.Place,
            settings.HasKeys ? "keys are published in the configuration of a client: say its endpoint, and who may change it"
                : "each secret is that of a client of its own: say where clients are registered");
        TargetRules.Require(
            settings.Scope is null || (settings.Scope.Length is > 0 and <= LongestScope && settings.Scope.All(IsOfScope)),
            settings.Place,
            "a scope is words of ASCII with blanks between (RFC 6749 section 3.3)");
        TargetRules.Require(
            settings.AuthorityFile is null || Path.IsPathFullyQualified(settings.AuthorityFile),
            settings.AuthorityFile,
            "a file of authorities has a full path");
        TargetRules.Require(
            settings.Timeout >= _shortest && settings.Timeout <= _longest, settings.Place, "a time-out lies between 0.1 s and 1 h");
    }

    private static bool IsOfScope(char character) => character is >= ' ' and <= '~' and not ('"' or '\\');

    private static bool IsHere(Uri address) =>
        address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var number) && IPAddress.IsLoopback(number));

    // Whatever was typed there: without what may be a password, and on one line.
    private static string Shown(string text)
    {
        var shown = text[(text.LastIndexOf('@') + 1)..];
        return new string([.. shown.Take(200).Where(character => !char.IsControl(character))]);
    }
}

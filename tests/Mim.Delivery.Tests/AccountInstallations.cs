using System.Text;
using Mim.Core.Accounts;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Sealing;
using Mim.Testing;
using Mim.Testing.Doubles;

namespace Mim.Delivery.Tests;

/// <summary>Versions of one account, or of a pair, on their way to a server in memory.</summary>
internal sealed class AccountInstallations
{
    private readonly MachineIdentity _identity = Sample.Identity("app", IdentityKind.ServiceAccount);
    private readonly Dictionary<int, CredentialVersion> _versions = [];
    private readonly string[] _accounts;

    public AccountInstallations(params string[] accounts)
    {
        _accounts = accounts;
        Target = Sample.Target(_identity) with { Kind = TargetKind.Account, Settings = FakeRotator.Place(accounts) };
        Array.ForEach(accounts, account => Rotator.Passwords[account] = "before-Password");
    }

    public FakeRotator Rotator { get; } = new();

    public Target Target { get; }

    /// <summary>Whether an administrator changes passwords, or the account itself.</summary>
    public bool IsAdministered { get; set; } = true;

    public static AccountCredential Administrator =>
        new(FakeRotator.Administrator, Material(FakeRotator.AdministratorPassword));

    public Installation Of(int number) => new()
    {
        Target = Target,
        Version = Version(number),
        Chain = [],
        Secret = Material(PasswordOf(number)),
        SecretOf = version => Material(PasswordOf(version.Number)),
        OtherVersions = () => [.. _versions.Values.Where(version => version.Number != number).OrderByDescending(version => version.Number)],
        Administrator = () => IsAdministered ? Administrator : null,
    };

    public static string PasswordOf(int number) => $"version-Password-{number}";

    private static KeyMaterial Material(string text) => KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(text));

    private CredentialVersion Version(int number)
    {
        if (!_versions.TryGetValue(number, out var version))
        {
            version = Sample.Version(_identity, number) with { Certificate = null, Subject = _accounts[(number - 1) % _accounts.Length] };
            _versions[number] = version;
        }

        return version;
    }
}

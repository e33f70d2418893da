using System.Collections.Concurrent;
using System.Text;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Ports;

namespace Mim.Testing.Doubles;

/// <summary>A server of accounts in memory, at its usual place only. Names are compared as they are.</summary>
public sealed class FakeRotator : IAccountRotator
{
    public const string Administrator = "admin";
    public const string AdministratorPassword = "admin-Password-0";

    public FakeRotator() => Passwords[Administrator] = AdministratorPassword;

    public AccountSystem System => AccountSystem.PostgreSql;

    /// <summary>What each account logs in with.</summary>
    public ConcurrentDictionary<string, string> Passwords { get; } = new(StringComparer.Ordinal);

    /// <summary>Called before each call with the method's name and the account; what it throws, the server throws.</summary>
    public Action<string, string> Before { get; set; } = (_, _) => { };

    /// <summary>Accounts that are let in whatever they show.</summary>
    public HashSet<string> Open { get; } = [];

    /// <summary>A place for accounts of it.</summary>
    public static AccountSettings Place(params IReadOnlyList<string> accounts) => AccountSettings.Usual(AccountSystem.PostgreSql, "localhost", accounts);

    public Task ChangeAsync(AccountSettings settings, AccountCredential by, AccountCredential wanted, CancellationToken cancellationToken)
    {
        Reach(settings, nameof(ChangeAsync), wanted.UserName, cancellationToken);
        if (!Knows(by) || (by.UserName != wanted.UserName && by.UserName != Administrator))
        {
            throw new MimException(MimErrorCause.AccessDenied, $"'{by.UserName}' may not.", by.UserName);
        }

        Passwords[wanted.UserName] = Passwords.ContainsKey(wanted.UserName)
            ? Text(wanted)
            : throw new MimException(MimErrorCause.InstallFailed, $"There is no '{wanted.UserName}'.", wanted.UserName);
        return Task.CompletedTask;
    }

    public Task<LoginAnswer> LogInAsync(AccountSettings settings, AccountCredential credential, CancellationToken cancellationToken)
    {
        Reach(settings, nameof(LogInAsync), credential.UserName, cancellationToken);
        return Task.FromResult(Knows(credential) || Open.Contains(credential.UserName) ? LoginAnswer.Accepted : LoginAnswer.Refused);
    }

    private static string Text(AccountCredential credential) => Encoding.UTF8.GetString(credential.Secret.Span);

    private void Reach(AccountSettings settings, string method, string account, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Before(method, account);
        if (settings.Port != AccountSystem.PostgreSql.UsualPort())
        {
            throw new MimException(MimErrorCause.InstallFailed, $"{settings.Server} does not answer.", settings.Server);
        }
    }

    private bool Knows(AccountCredential credential) => Passwords.GetValueOrDefault(credential.UserName) == Text(credential);
}

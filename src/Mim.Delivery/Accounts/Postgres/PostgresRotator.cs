using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Ports;

namespace Mim.Delivery.Accounts.Postgres;

/// <summary>
/// Passwords of PostgreSQL roles. The server is given what SCRAM makes of a password and never that itself, so that neither its log nor
/// its statistics can show it.
/// </summary>
internal sealed class PostgresRotator(AccountDialer dialer, TimeProvider time) : IAccountRotator, IDisposable
{
    private readonly FreshScramKeys _fresh = new();
    private readonly KeptLines _kept = new(dialer, time, PostgresSession.LogOutAsync);

    public AccountSystem System => AccountSystem.PostgreSql;

    public Task ChangeAsync(AccountSettings settings, AccountCredential by, AccountCredential wanted, CancellationToken cancellationToken)
    {
        var statement = $"ALTER ROLE \"{wanted.UserName.Replace("\"", "\"\"", StringComparison.Ordinal)}\" PASSWORD '{ScramKeys.Verifier(wanted.Secret, _fresh)}'";
        return _kept.TalkAsync(
            settings,
            by,
            async (line, token) =>
            {
                if (await new PostgresSession(line, settings).LogInAsync(by, token).ConfigureAwait(false) == LoginAnswer.Refused)
                {
                    throw new MimException(
                        MimErrorCause.AccessDenied, $"PostgreSQL at {settings.Server}:{settings.Port} does not let '{by.UserName}' in.", by.UserName);
                }
            },
            async (line, token) =>
            {
                if (await new PostgresSession(line, settings).ExecuteAsync(statement, token).ConfigureAwait(false) is { } error)
                {
                    throw Refused(settings, by, wanted, error);
                }
            },
            cancellationToken);
    }

    public void Dispose()
    {
        _kept.Dispose();
        _fresh.Dispose();
    }

    public Task<LoginAnswer> LogInAsync(AccountSettings settings, AccountCredential credential, CancellationToken cancellationToken) => dialer.TalkAsync(
        settings,
        async (line, token) =>
        {
            var session = new PostgresSession(line, settings, _fresh);
            var answer = await session.LogInAsync(credential, token).ConfigureAwait(false);
            if (answer != LoginAnswer.Refused)
            {
                await PostgresSession.LogOutAsync(line, token).ConfigureAwait(false);
            }

            return answer;
        },
        cancellationToken);

    // The text of the error is the server's; what it was told holds no password.
    private static MimException Refused(AccountSettings settings, AccountCredential by, AccountCredential wanted, PostgresMessage error)
    {
        const string insufficientPrivilege = "42501";
        return new MimException(
            error.Field('C') == insufficientPrivilege ? MimErrorCause.AccessDenied : MimErrorCause.InstallFailed,
            $"PostgreSQL at {settings.Server}:{settings.Port} does not let '{by.UserName}' change the password of '{wanted.UserName}': {PostgresSession.Reason(error)}",
            wanted.UserName);
    }
}

using System.Text;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Ports;

namespace Mim.Delivery.Accounts.MariaDb;

/// <summary>
/// Passwords of MariaDB users, on every host that a user may come from. The server is told the hash that it keeps and never the password,
/// so that no log of it shows one.
/// </summary>
internal sealed class MariaDbRotator(AccountDialer dialer) : IAccountRotator
{
    private static readonly int[] _denied = [1044, 1142, 1227];

    public AccountSystem System => AccountSystem.MariaDb;

    public Task ChangeAsync(AccountSettings settings, AccountCredential by, AccountCredential wanted, CancellationToken cancellationToken) => dialer.TalkAsync(
        settings,
        async (line, token) =>
        {
            var session = new MariaSession(line, settings);
            if (await session.LogInAsync(by, token).ConfigureAwait(false) == LoginAnswer.Refused)
            {
                throw Trouble(MimErrorCause.AccessDenied, settings, $"does not let '{by.UserName}' in.", by.UserName);
            }

            var kept = NativePassword.Kept(wanted.Secret);
            if (by.UserName == wanted.UserName)
            {
                await RunAsync($"SET PASSWORD = '{kept}'").ConfigureAwait(false);
            }
            else
            {
                var hosts = await RunAsync($"SELECT Host FROM mysql.user WHERE User = CONVERT({Hex(wanted.UserName)} USING utf8mb4)").ConfigureAwait(false);
                foreach (var host in hosts)
                {
                    await RunAsync($"SET PASSWORD FOR {Quoted(wanted.UserName)}@{Quoted(host)} = '{kept}'").ConfigureAwait(false);
                }

                _ = hosts.Count > 0 ? hosts : throw Trouble(MimErrorCause.InstallFailed, settings, $"has no user '{wanted.UserName}'.", wanted.UserName);
            }

            await session.LogOutAsync(token).ConfigureAwait(false);
            return true;

            async Task<IReadOnlyList<string>> RunAsync(string statement)
            {
                var (rows, error) = await session.ExecuteAsync(statement, token).ConfigureAwait(false);
                return error is null ? rows : throw Trouble(
                    _denied.Contains(error.Code) ? MimErrorCause.AccessDenied : MimErrorCause.InstallFailed,
                    settings,
                    $"does not let '{by.UserName}' change the password of '{wanted.UserName}': {error.Reason()}",
                    wanted.UserName);
            }
        },
        cancellationToken);

    public Task<LoginAnswer> LogInAsync(AccountSettings settings, AccountCredential credential, CancellationToken cancellationToken) => dialer.TalkAsync(
        settings,
        async (line, token) =>
        {
            var session = new MariaSession(line, settings);
            var answer = await session.LogInAsync(credential, token).ConfigureAwait(false);
            if (answer == LoginAnswer.Accepted)
            {
                await session.LogOutAsync(token).ConfigureAwait(false);
            }

            return answer;
        },
        cancellationToken);

    private static string Hex(string text) => $"0x{Convert.ToHexString(Encoding.UTF8.GetBytes(text))}";

    // Whatever the server makes of backslashes, a name in these has none.
    private static string Quoted(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    private static MimException Trouble(MimErrorCause cause, AccountSettings settings, string what, string account) =>
        new(cause, $"MariaDB at {settings.Server}:{settings.Port} {what}", account);
}

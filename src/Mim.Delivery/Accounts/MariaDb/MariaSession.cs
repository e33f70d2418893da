using System.Text;
using Mim.Core.Accounts;

namespace Mim.Delivery.Accounts.MariaDb;

/// <summary>One session with a MariaDB server, as far as accounts need it.</summary>
internal sealed class MariaSession(AccountLine line, AccountSettings settings)
{
    private const int AccessDenied = 1045;
    private const int AccessDeniedWithoutPassword = 1698;
    private const int AccountLocked = 4151;
    private const byte Query = 3;
    private const byte Quit = 1;

    public async Task<LoginAnswer> LogInAsync(AccountCredential credential, CancellationToken cancellationToken)
    {
        var hello = await MariaPacket.ReadAsync(line, cancellationToken).ConfigureAwait(false);
        Require(hello);
        var greeting = MariaGreeting.Read(hello.Content);
        var number = 1;
        if (settings.UseTls)
        {
            await SecureAsync(greeting, number++, cancellationToken).ConfigureAwait(false);
        }

        byte[] answer =
        [
            .. MariaGreeting.Answer(settings.UseTls),
            .. Encoding.UTF8.GetBytes(credential.UserName), 0,
            MariaGreeting.NonceOctets, .. NativePassword.Proof(credential.Secret, greeting.Nonce),
            .. Encoding.ASCII.GetBytes(NativePassword.Way), 0,
        ];
        await MariaPacket.WriteAsync(line, number, answer, cancellationToken).ConfigureAwait(false);
        var verdict = await MariaPacket.ReadAsync(line, cancellationToken).ConfigureAwait(false);
        if (verdict.IsEnd)
        {
            verdict = await AnotherWayAsync(verdict, credential, cancellationToken).ConfigureAwait(false);
        }

        if (verdict.Code is AccessDenied or AccessDeniedWithoutPassword or AccountLocked)
        {
            return LoginAnswer.Refused;
        }

        Require(verdict);
        return verdict.IsOk ? LoginAnswer.Accepted : throw MariaPacket.Strange();
    }

    /// <summary>Runs one statement; gives the first column of its rows, or what is against it.</summary>
    public async Task<(IReadOnlyList<string> Rows, MariaPacket? Error)> ExecuteAsync(string statement, CancellationToken cancellationToken)
    {
        await MariaPacket.WriteAsync(line, 0, new byte[] { Query }.Concat(Encoding.UTF8.GetBytes(statement)).ToArray(), cancellationToken).ConfigureAwait(false);
        var first = await MariaPacket.ReadAsync(line, cancellationToken).ConfigureAwait(false);
        if (first.IsOk || first.IsError)
        {
            return ([], first.IsError ? first : null);
        }

        var rows = new List<string>();
        for (var ends = 0; ends < 2;)
        {
            var packet = await MariaPacket.ReadAsync(line, cancellationToken).ConfigureAwait(false);
            if (packet.IsError)
            {
                return ([], packet);
            }

            if (packet.IsLastRow)
            {
                ends++;
            }
            else if (ends == 1)
            {
                rows.Add(packet.FirstColumn());
            }
        }

        return (rows, null);
    }

    public Task LogOutAsync(CancellationToken cancellationToken) => MariaPacket.WriteAsync(line, 0, new byte[] { Quit }, cancellationToken);

    private async Task SecureAsync(MariaGreeting greeting, int number, CancellationToken cancellationToken)
    {
        if (!greeting.CanTls)
        {
            throw new InvalidDataException("it does not take TLS.");
        }

        await MariaPacket.WriteAsync(line, number, MariaGreeting.Answer(useTls: true), cancellationToken).ConfigureAwait(false);
        await line.SecureAsync(settings, cancellationToken).ConfigureAwait(false);
    }

    private async Task<MariaPacket> AnotherWayAsync(MariaPacket wish, AccountCredential credential, CancellationToken cancellationToken)
    {
        var (way, nonce) = MariaGreeting.Switch(wish.Content);
        if (way != NativePassword.Way || nonce.Length == 0)
        {
            throw new InvalidDataException($"it asks '{credential.UserName}' for {way}, and only {NativePassword.Way} is known here.");
        }

        await MariaPacket.WriteAsync(line, wish.Number + 1, NativePassword.Proof(credential.Secret, nonce), cancellationToken).ConfigureAwait(false);
        return await MariaPacket.ReadAsync(line, cancellationToken).ConfigureAwait(false);
    }

    private void Require(MariaPacket packet)
    {
        if (packet.IsError)
        {
            throw AccountDialer.Failed(settings, packet.Reason(), null);
        }
    }
}

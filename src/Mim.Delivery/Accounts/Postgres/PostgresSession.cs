using System.Buffers.Binary;
using System.Text;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.Postgres;

/// <summary>One session with a PostgreSQL server, as far as accounts need it (protocol 3.0, "Frontend/Backend Protocol").</summary>
/// <param name="line">The connection.</param>
/// <param name="settings">Where it leads.</param>
/// <param name="fresh">SCRAM keys that were made a moment ago; null for none.</param>
internal sealed class PostgresSession(AccountLine line, AccountSettings settings, FreshScramKeys? fresh = null)
{
    private const string DefaultDatabase = "postgres";
    private const int SslRequest = 80_877_103;
    private const int Version = 196_608;
    private const int Ok = 0;
    private const int ClearPassword = 3;
    private const int Sasl = 10;
    private const int SaslContinue = 11;
    private const int SaslFinal = 12;

    /// <summary>Logs in, up to where commands could be given.</summary>
    /// <param name="credential">Stays the caller's.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<LoginAnswer> LogInAsync(AccountCredential credential, CancellationToken cancellationToken)
    {
        if (settings.UseTls)
        {
            await SecureAsync(cancellationToken).ConfigureAwait(false);
        }

        await line.WriteAsync(StartUp(credential.UserName), cancellationToken).ConfigureAwait(false);
        var wasAsked = false;
        using var scram = new ScramClient(credential.Secret, fresh);
        while (true)
        {
            var message = await PostgresMessage.ReadAsync(line, cancellationToken).ConfigureAwait(false);
            switch (message.Type)
            {
                case 'E' when message.Field('C').StartsWith("28", StringComparison.Ordinal):
                    return LoginAnswer.Refused;
                case 'E':
                    throw AccountDialer.Failed(settings, Reason(message), null);
                case 'R' when message.Code() != Ok:
                    wasAsked = true;
                    await AnswerAsync(message, scram, credential.Secret, cancellationToken).ConfigureAwait(false);
                    break;
                case 'Z':
                    return wasAsked ? LoginAnswer.Accepted : LoginAnswer.NotAsked;
            }
        }
    }

    /// <summary>Runs one statement; gives what is against it.</summary>
    public async Task<PostgresMessage?> ExecuteAsync(string statement, CancellationToken cancellationToken) =>
        (await QueryAsync(statement, cancellationToken).ConfigureAwait(false)).Error;

    /// <summary>Runs one statement; gives the first column of its rows, and what is against it.</summary>
    public async Task<(List<string> Rows, PostgresMessage? Error)> QueryAsync(string statement, CancellationToken cancellationToken)
    {
        var rows = new List<string>();
        await line.WriteAsync(PostgresMessage.Write('Q', Encoding.UTF8.GetBytes(statement + '\0')), cancellationToken).ConfigureAwait(false);
        PostgresMessage? error = null;
        while (true)
        {
            var message = await PostgresMessage.ReadAsync(line, cancellationToken).ConfigureAwait(false);
            if (message.Type == 'Z')
            {
                return (rows, error);
            }

            if (message.Type == 'D')
            {
                rows.Add(message.FirstColumn());
            }

            error = message.Type == 'E' ? message : error;
        }
    }

    /// <summary>Takes leave, so that the server's log knows of no lost connection.</summary>
    public static Task LogOutAsync(AccountLine line, CancellationToken cancellationToken) => line.WriteAsync(PostgresMessage.Write('X'), cancellationToken);

    public static string Reason(PostgresMessage error) => $"{error.Field('M')} (SQLSTATE {error.Field('C')})";

    private async Task SecureAsync(CancellationToken cancellationToken)
    {
        var request = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(request, SslRequest);
        await line.WriteAsync(PostgresMessage.Write(null, request), cancellationToken).ConfigureAwait(false);
        var answer = await line.ReadAsync(1, cancellationToken).ConfigureAwait(false);
        await (answer is [(byte)'S']
            ? line.SecureAsync(settings, cancellationToken)
            : throw new InvalidDataException("it does not take TLS.")).ConfigureAwait(false);
    }

    private byte[] StartUp(string userName)
    {
        var version = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(version, Version);
        var parameters = $"user\0{userName}\0database\0{settings.Database ?? DefaultDatabase}\0application_name\0MimModule\0\0";
        return PostgresMessage.Write(null, [.. version, .. Encoding.UTF8.GetBytes(parameters)]);
    }

    private async Task AnswerAsync(PostgresMessage message, ScramClient scram, KeyMaterial password, CancellationToken cancellationToken)
    {
        switch (message.Code())
        {
            case Sasl when Encoding.ASCII.GetString(message.Content.AsSpan(sizeof(int))).Split('\0').Contains(ScramClient.Mechanism):
                var first = scram.First();
                var length = new byte[sizeof(int)];
                BinaryPrimitives.WriteInt32BigEndian(length, first.Length);
                await SendAsync([.. Encoding.ASCII.GetBytes(ScramClient.Mechanism + '\0'), .. length, .. first], cancellationToken).ConfigureAwait(false);
                break;
            case SaslContinue:
                await SendAsync(scram.Final(message.Content.AsSpan(sizeof(int))), cancellationToken).ConfigureAwait(false);
                break;
            case SaslFinal:
                scram.Finish(message.Content.AsSpan(sizeof(int)));
                break;
            case ClearPassword when settings.UseTls || settings.IsHere:
                await SendClearAsync(password, cancellationToken).ConfigureAwait(false);
                break;
            default:
                throw new MimException(
                    MimErrorCause.InstallFailed,
                    $"PostgreSQL at {settings.Server}:{settings.Port} asks for a log-in that is not safe or not known: give the account a SCRAM-SHA-256 password.",
                    settings.Server);
        }
    }

    private async Task SendClearAsync(KeyMaterial password, CancellationToken cancellationToken)
    {
        using var message = new KeyMaterial(1 + sizeof(int) + password.Length + 1);
        message.Span[0] = (byte)'p';
        BinaryPrimitives.WriteInt32BigEndian(message.Span[1..], sizeof(int) + password.Length + 1);
        password.Span.CopyTo(message.Span[(1 + sizeof(int))..]);
        await line.WriteAsync(message, cancellationToken).ConfigureAwait(false);
    }

    private Task SendAsync(ReadOnlySpan<byte> content, CancellationToken cancellationToken) =>
        line.WriteAsync(PostgresMessage.Write('p', content), cancellationToken);
}

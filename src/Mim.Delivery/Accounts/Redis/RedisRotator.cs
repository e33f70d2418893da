using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.Redis;

/// <summary>
/// Passwords of the users of a Redis server (its command ACL, from version 6 on). It is told the SHA-256 of a password, as it keeps them, so
/// that no log and no monitor of it shows one.
/// </summary>
internal sealed class RedisRotator(AccountDialer dialer) : IAccountRotator
{
    private const string Denied = "NOPERM";

    public AccountSystem System => AccountSystem.Redis;

    public Task ChangeAsync(AccountSettings settings, AccountCredential by, AccountCredential wanted, CancellationToken cancellationToken) => dialer.TalkAsync(
        settings,
        async (line, token) =>
        {
            if (await AuthenticateAsync(line, settings, by, token).ConfigureAwait(false) == LoginAnswer.Refused)
            {
                throw Trouble(MimErrorCause.AccessDenied, settings, $"does not let '{by.UserName}' in.", by.UserName);
            }

            // Told of a user that it does not know, it would make one.
            var found = await AskAsync(line, token, "ACL", "GETUSER", wanted.UserName).ConfigureAwait(false);
            if (found.IsNothing)
            {
                throw Trouble(MimErrorCause.InstallFailed, settings, $"has no user '{wanted.UserName}'.", wanted.UserName);
            }

            Require(found);
            var hash = Convert.ToHexStringLower(SHA256.HashData(wanted.Secret.Span));
            Require(await AskAsync(line, token, "ACL", "SETUSER", wanted.UserName, "resetpass", $"#{hash}").ConfigureAwait(false));
            await KeepAsync(line, token).ConfigureAwait(false);
            return true;

            void Require(RedisReply reply)
            {
                if (reply.IsError)
                {
                    throw Trouble(
                        reply.Code == Denied ? MimErrorCause.AccessDenied : MimErrorCause.InstallFailed,
                        settings,
                        $"does not let '{by.UserName}' change the password of '{wanted.UserName}': {reply.Text}",
                        wanted.UserName);
                }
            }
        },
        cancellationToken);

    public Task<LoginAnswer> LogInAsync(AccountSettings settings, AccountCredential credential, CancellationToken cancellationToken) =>
        dialer.TalkAsync(settings, (line, token) => AuthenticateAsync(line, settings, credential, token), cancellationToken);

    // A server without files of its own forgets it when it ends, and had forgotten the user too.
    private static async Task KeepAsync(AccountLine line, CancellationToken cancellationToken)
    {
        if ((await AskAsync(line, cancellationToken, "ACL", "SAVE").ConfigureAwait(false)).IsError)
        {
            await AskAsync(line, cancellationToken, "CONFIG", "REWRITE").ConfigureAwait(false);
        }
    }

    private static async Task<LoginAnswer> AuthenticateAsync(
        AccountLine line, AccountSettings settings, AccountCredential credential, CancellationToken cancellationToken)
    {
        if (settings.UseTls)
        {
            await line.SecureAsync(settings, cancellationToken).ConfigureAwait(false);
        }

        using var command = new SecretWriter();
        command.Write(Begin(3));
        Add(command, "AUTH"u8);
        Add(command, Encoding.UTF8.GetBytes(credential.UserName));
        Add(command, credential.Secret.Span);
        using var octets = command.ToKeyMaterial();
        await line.WriteAsync(octets, cancellationToken).ConfigureAwait(false);
        var reply = await RedisReply.ReadAsync(line, cancellationToken).ConfigureAwait(false);
        return reply switch
        {
            { IsError: false } => LoginAnswer.Accepted,
            { Code: "WRONGPASS" } => LoginAnswer.Refused,
            _ => throw Trouble(MimErrorCause.InstallFailed, settings, $"does not take log-ins: {reply.Text}", credential.UserName),
        };
    }

    private static async Task<RedisReply> AskAsync(AccountLine line, CancellationToken cancellationToken, params IReadOnlyList<string> words)
    {
        using var command = new SecretWriter();
        command.Write(Begin(words.Count));
        foreach (var word in words)
        {
            Add(command, Encoding.UTF8.GetBytes(word));
        }

        using var octets = command.ToKeyMaterial();
        await line.WriteAsync(octets, cancellationToken).ConfigureAwait(false);
        return await RedisReply.ReadAsync(line, cancellationToken).ConfigureAwait(false);
    }

    private static byte[] Begin(int words) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"*{words}\r\n"));

    private static void Add(SecretWriter command, ReadOnlySpan<byte> word)
    {
        command.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"${word.Length}\r\n")));
        command.Write(word);
        command.Write("\r\n"u8);
    }

    private static MimException Trouble(MimErrorCause cause, AccountSettings settings, string what, string account) =>
        new(cause, $"Redis at {settings.Server}:{settings.Port} {what}", account);
}

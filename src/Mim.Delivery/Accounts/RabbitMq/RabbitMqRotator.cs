using System.Security.Cryptography;
using System.Text.Json;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Delivery.Accounts.Http;

namespace Mim.Delivery.Accounts.RabbitMq;

/// <summary>
/// Passwords of RabbitMQ users. They are changed through the management interface, which is told the salted hash that the node keeps, and
/// proved as every client logs in, by AMQP: of the management interface users know nothing that have no tag.
/// </summary>
internal sealed class RabbitMqRotator(AccountDialer dialer) : IAccountRotator
{
    private const int SaltOctets = 4;
    private const int Unauthorized = 401;
    private const int Forbidden = 403;
    private const int NotFound = 404;

    public AccountSystem System => AccountSystem.RabbitMq;

    public async Task ChangeAsync(AccountSettings settings, AccountCredential by, AccountCredential wanted, CancellationToken cancellationToken)
    {
        var management = settings with { Port = settings.ManagementPort ?? settings.System.UsualManagementPort(settings.UseTls)!.Value };
        var path = $"/api/users/{Uri.EscapeDataString(wanted.UserName)}";
        var user = await AskAsync(new HttpRequest("GET", path) { By = by }).ConfigureAwait(false);
        await AskAsync(new HttpRequest("PUT", path) { By = by, Content = Changed(user, wanted.Secret) }).ConfigureAwait(false);

        async Task<byte[]> AskAsync(HttpRequest request)
        {
            var reply = await dialer.TalkAsync(
                management,
                async (line, token) =>
                {
                    await SecureAsync(line, management, token).ConfigureAwait(false);
                    return await request.SendAsync(line, management, token).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
            return reply switch
            {
                { IsSuccess: true } => reply.Content,
                { Status: Unauthorized or Forbidden } => throw Trouble(MimErrorCause.AccessDenied, $"does not let '{by.UserName}' manage users."),
                { Status: NotFound } => throw Trouble(MimErrorCause.InstallFailed, $"has no user '{wanted.UserName}'."),
                _ => throw Trouble(MimErrorCause.InstallFailed, $"answers with status {reply.Status} to the change of '{wanted.UserName}'."),
            };
        }

        MimException Trouble(MimErrorCause cause, string what) => new(cause, $"RabbitMQ at {management.Server}:{management.Port} {what}", wanted.UserName);
    }

    public Task<LoginAnswer> LogInAsync(AccountSettings settings, AccountCredential credential, CancellationToken cancellationToken) => dialer.TalkAsync(
        settings,
        async (line, token) =>
        {
            await SecureAsync(line, settings, token).ConfigureAwait(false);
            return await new AmqpSession(line, settings).LogInAsync(credential, token).ConfigureAwait(false);
        },
        cancellationToken);

    private static Task SecureAsync(AccountLine line, AccountSettings settings, CancellationToken cancellationToken) =>
        settings.UseTls ? line.SecureAsync(settings, cancellationToken) : Task.CompletedTask;

    /// <summary>The user as it is put back: a change replaces all that a user is, its tags too.</summary>
    private static byte[] Changed(byte[] user, KeyMaterial password)
    {
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content))
        {
            writer.WriteStartObject();
            writer.WriteString("password_hash", Kept(password));
            writer.WriteString("hashing_algorithm", "rabbit_password_hashing_sha256");
            writer.WritePropertyName("tags");
            Tags(user).WriteTo(writer);
            writer.WriteEndObject();
        }

        return content.ToArray();
    }

    // A list, and in older versions a text with commas; either is taken back as it was given.
    private static JsonElement Tags(byte[] user)
    {
        try
        {
            using var document = JsonDocument.Parse(user);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("tags", out var tags)
                ? tags.Clone()
                : throw Strange();
        }
        catch (JsonException)
        {
            throw Strange();
        }

        static MimException Strange() => new(MimErrorCause.InstallFailed, "The management interface of RabbitMQ does not say what tags a user has.");
    }

    /// <summary>What the node keeps: a salt, and SHA-256 of that and the password, in base64.</summary>
    private static string Kept(KeyMaterial password)
    {
        using var salted = new KeyMaterial(SaltOctets + password.Length);
        RandomNumberGenerator.Fill(salted.Span[..SaltOctets]);
        password.Span.CopyTo(salted.Span[SaltOctets..]);
        return Convert.ToBase64String([.. salted.Span[..SaltOctets], .. SHA256.HashData(salted.Span)]);
    }
}

using System.Buffers.Binary;
using System.Text;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.RabbitMq;

/// <summary>One connection by AMQP 0-9-1, up to where channels could be opened.</summary>
internal sealed class AmqpSession(AccountLine line, AccountSettings settings)
{
    private const string DefaultHost = "/";
    private const int AccessRefused = 403;
    private const int LongestText = 255;
    private static readonly byte[] _hello = [.. "AMQP"u8, 0, 0, 9, 1];

    /// <summary>Logs in by the mechanism PLAIN, and takes leave.</summary>
    /// <param name="credential">Stays the caller's.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<LoginAnswer> LogInAsync(AccountCredential credential, CancellationToken cancellationToken)
    {
        await line.WriteAsync(_hello, cancellationToken).ConfigureAwait(false);
        RequirePlain(await NextAsync(AmqpMethod.Start, cancellationToken).ConfigureAwait(false));
        using (var answer = StartOk(credential))
        {
            await AmqpMethod.WriteAsync(line, AmqpMethod.StartOk, answer, cancellationToken).ConfigureAwait(false);
        }

        var verdict = await AmqpMethod.ReadAsync(line, cancellationToken).ConfigureAwait(false);
        switch (verdict)
        {
            case { Id: AmqpMethod.Close, Code: AccessRefused }:
                return LoginAnswer.Refused;
            case { Id: AmqpMethod.Close }:
                throw AccountDialer.Failed(settings, verdict.Reason, null);
            case { Id: not AmqpMethod.Tune }:
                throw AmqpMethod.Strange();
        }

        await OpenAsync(verdict, credential.UserName, cancellationToken).ConfigureAwait(false);
        return LoginAnswer.Accepted;
    }

    /// <summary>Who may not enter the virtual host is known by now; that matters only where one was named.</summary>
    private async Task OpenAsync(AmqpMethod tune, string userName, CancellationToken cancellationToken)
    {
        using var limits = new SecretWriter();
        limits.Write(tune.Arguments);
        await AmqpMethod.WriteAsync(line, AmqpMethod.TuneOk, limits, cancellationToken).ConfigureAwait(false);
        using var host = new SecretWriter();
        WriteShort(host, settings.Database ?? DefaultHost);
        host.Write([0, 0]);
        await AmqpMethod.WriteAsync(line, AmqpMethod.Open, host, cancellationToken).ConfigureAwait(false);
        var answer = await AmqpMethod.ReadAsync(line, cancellationToken).ConfigureAwait(false);
        if (answer.Id == AmqpMethod.Close && settings.Database is { } wanted)
        {
            throw new MimException(
                MimErrorCause.InstallFailed,
                $"RabbitMQ at {settings.Server}:{settings.Port} does not let '{userName}' into the virtual host '{wanted}': {answer.Reason}",
                userName);
        }

        await LeaveAsync(answer, cancellationToken).ConfigureAwait(false);
    }

    private async Task LeaveAsync(AmqpMethod answer, CancellationToken cancellationToken)
    {
        using var reason = new SecretWriter();
        if (answer.Id == AmqpMethod.Close)
        {
            await AmqpMethod.WriteAsync(line, AmqpMethod.CloseOk, reason, cancellationToken).ConfigureAwait(false);
            return;
        }

        // Code 200, a text, and no method that was to blame.
        reason.Write([0, 200, 0, 0, 0, 0, 0]);
        await AmqpMethod.WriteAsync(line, AmqpMethod.Close, reason, cancellationToken).ConfigureAwait(false);
        await NextAsync(AmqpMethod.CloseOk, cancellationToken).ConfigureAwait(false);
    }

    private async Task<AmqpMethod> NextAsync(int id, CancellationToken cancellationToken)
    {
        var method = await AmqpMethod.ReadAsync(line, cancellationToken).ConfigureAwait(false);
        return method.Id == id ? method : throw AmqpMethod.Strange();
    }

    /// <summary>The server says its version, its properties and then the mechanisms that it knows.</summary>
    private static void RequirePlain(AmqpMethod start)
    {
        const int versionOctets = 2;
        var properties = start.Arguments.AsSpan(Math.Min(versionOctets, start.Arguments.Length));
        var mechanisms = Long(properties[LongOctets(properties)..]);
        if (!Encoding.ASCII.GetString(mechanisms).Split(' ').Contains("PLAIN"))
        {
            throw new InvalidDataException("it takes no log-in by PLAIN.");
        }
    }

    private static ReadOnlySpan<byte> Long(ReadOnlySpan<byte> octets) => octets[sizeof(int)..LongOctets(octets)];

    /// <summary>How much a long text or a table takes, with its length before it.</summary>
    private static int LongOctets(ReadOnlySpan<byte> octets)
    {
        var length = octets.Length >= sizeof(int) ? BinaryPrimitives.ReadUInt32BigEndian(octets) : uint.MaxValue;
        return length <= octets.Length - sizeof(int) ? sizeof(int) + (int)length : throw AmqpMethod.Strange();
    }

    private static SecretWriter StartOk(AccountCredential credential)
    {
        var answer = new SecretWriter();
        using var capability = new SecretWriter();

        // Without it a refused client waits for seconds, and hears no reason.
        WriteShort(capability, "authentication_failure_close");
        capability.Write([(byte)'t', 1]);
        using var properties = new SecretWriter();
        WriteShort(properties, "capabilities");
        properties.Write("F"u8);
        WriteLong(properties, capability);
        WriteLong(answer, properties);
        WriteShort(answer, "PLAIN");
        using var plain = new SecretWriter();
        plain.Write(Encoding.UTF8.GetBytes($"\0{credential.UserName}\0"));
        plain.Write(credential.Secret.Span);
        WriteLong(answer, plain);
        WriteShort(answer, "en_US");
        return answer;
    }

    private static void WriteLong(SecretWriter to, SecretWriter content)
    {
        using var octets = content.ToKeyMaterial();
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, octets.Length);
        to.Write(length);
        to.Write(octets.Span);
    }

    private static void WriteShort(SecretWriter to, string text)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        to.Write([octets.Length <= LongestText ? (byte)octets.Length : throw new InvalidDataException("a name has more than 255 octets.")]);
        to.Write(octets);
    }
}

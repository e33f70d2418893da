using Mim.Core;
using Mim.Core.Accounts;
using Mim.Delivery.Accounts;
using Mim.Delivery.Accounts.MariaDb;
using Mim.Testing.Network;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests.Accounts.MariaDb;

public sealed class MariaSessionTests
{
    private static readonly byte[] _greeting =
    [
        70, 0, 0, 0, 10, .. "8.4\0"u8, 0, 1, 0, 0, 0, .. "12345678\0"u8, 0xFF, 0xFF, 45, 2, 0, 0xFF, 0x81, 21, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        .. "123456789012\0caching_sha2_password\0"u8,
    ];

    private static readonly byte[] _wish = [44, 0, 0, 2, 0xFE, .. "caching_sha2_password\0"u8, .. "12345678901234567890\0"u8];

    [Fact]
    public async Task A_way_to_log_in_that_is_not_known_is_named()
    {
        using var server = new LoopbackServer(async (stream, cancellationToken) =>
        {
            await stream.WriteAsync(Framed(_greeting), cancellationToken);
            await stream.WriteAsync(Framed(_wish), cancellationToken);
            await stream.CopyToAsync(Stream.Null, cancellationToken);
        });
        var settings = AccountSettings.Usual(AccountSystem.MariaDb, "127.0.0.1", ["app"]) with { Port = server.Port };
        using var credential = AccountServer.Credential("app", "Never-Shown-1");
        var error = await Assert.ThrowsAsync<MimException>(
            () => new MariaDbRotator(new AccountDialer(TimeProvider.System)).LogInAsync(settings, credential, CancellationToken.None));
        Assert.Equal(MimErrorCause.InstallFailed, error.Cause);
        Assert.Contains("asks 'app' for caching_sha2_password", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Never-Shown-1", error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>With the length that it has.</summary>
    private static byte[] Framed(byte[] packet)
    {
        const int headOctets = 4;
        packet[0] = (byte)(packet.Length - headOctets);
        return packet;
    }
}

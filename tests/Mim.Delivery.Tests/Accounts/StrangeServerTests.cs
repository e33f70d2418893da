using System.Net.Sockets;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Testing;
using Mim.Testing.Network;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests.Accounts;

/// <summary>Servers that say what they should not: every one of it is trouble that names the server, and nothing hangs or grows.</summary>
public sealed class StrangeServerTests
{
    private const int Cases = 60;

    // The beginnings of what each server says first.
    private static readonly Dictionary<AccountSystem, byte[]> _said = new()
    {
        [AccountSystem.PostgreSql] = [(byte)'R', 0, 0, 0, 23, 0, 0, 0, 10, .. "SCRAM-SHA-256\0\0"u8, (byte)'R', 0, 0, 0, 8, 0, 0, 0, 0, (byte)'Z', 0, 0, 0, 5, (byte)'I'],
        [AccountSystem.Redis] = [.. "*2\r\n$5\r\nhello\r\n:17\r\n+OK\r\n"u8],
        [AccountSystem.RabbitMq] =
        [
            1, 0, 0, 0, 0, 0, 31, 0, 10, 0, 10, 0, 9, 0, 0, 0, 0, 0, 0, 0, 8, .. "PLAIN AM"u8, 0, 0, 0, 5, .. "en_US"u8, 0xCE,
            1, 0, 0, 0, 0, 0, 12, 0, 10, 0, 30, 0, 0, 0, 2, 0, 0, 0, 0, 0xCE, 1, 0, 0, 0, 0, 0, 5, 0, 10, 0, 41, 0, 0xCE, 1, 0, 0, 0, 0, 0, 4, 0, 10, 0, 51, 0xCE,
        ],
        [AccountSystem.MariaDb] =
        [
            70, 0, 0, 0, 10, .. "11.4\0"u8, 1, 0, 0, 0, .. "12345678\0"u8, 0xFF, 0xFF, 45, 2, 0, 0xFF, 0x81, 21, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            .. "123456789012\0mysql_native_password\0"u8, 7, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0,
        ],
    };

    public static TheoryData<AccountSystem> Systems => [.. _said.Keys];

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task Whatever_a_server_says_it_is_an_answer_or_trouble_that_names_it(AccountSystem system)
    {
        var rotator = AccountRotatorSet.All(TimeProvider.System).Single(rotator => rotator.System == system);
        var mutator = new Mutator(seed: 6);
        byte[] said = [];
        using var server = new LoopbackServer(async (stream, cancellationToken) =>
        {
            // It hears nothing before it hangs up, so a client that waits is let go.
            await stream.WriteAsync(said, cancellationToken);
            await stream.FlushAsync(cancellationToken);
            stream.Socket.Shutdown(SocketShutdown.Send);
            await stream.CopyToAsync(Stream.Null, cancellationToken);
        });
        var settings = AccountSettings.Usual(system, "127.0.0.1", ["app"]) with { Port = server.Port };
        for (var number = 0; number < Cases; number++)
        {
            said = mutator.Mutate(_said[system]);
            using var credential = AccountServer.Credential("app", "Never-Shown-1");
            try
            {
                await rotator.LogInAsync(settings, credential, CancellationToken.None);
            }
            catch (MimException error)
            {
                Assert.Equal(MimErrorCause.InstallFailed, error.Cause);
                Assert.DoesNotContain("Never-Shown-1", error.ToString(), StringComparison.Ordinal);
            }
        }
    }
}

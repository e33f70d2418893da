using System.Net.Sockets;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Delivery.Accounts;
using Mim.Delivery.Accounts.Ldap;
using Mim.Testing;
using Mim.Testing.Network;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests.Accounts.Ldap;

/// <summary>Answers that are none, or not of what was asked.</summary>
public sealed class LdapLineTests
{
    public static TheoryData<string, byte[]> Answers => new()
    {
        { "Notice of Disconnection", LdapAnswers.Done(0, LdapAnswers.Extended, code: 52, "Notice of Disconnection") },
        { "does not speak LDAP", LdapAnswers.Done(7, LdapAnswers.Bound) },
        { "does not speak LDAP", [.. Enumerable.Range(0, 100).SelectMany(_ => LdapAnswers.Entry(1, "cn=more"))] },
        { "does not speak LDAP", [0x30, 0x80, 2, 1, 1, 0, 0] },
        { "does not speak LDAP", [0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF] },
        { "does not speak LDAP", [.. "HTTP/1.1 400 Bad Request\r\n\r\n"u8] },
        { "hangs up", [0x30, 0x0C, 2, 1, 1] },
        { "result 53", LdapAnswers.Done(1, LdapAnswers.Bound, code: 53) },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task It_is_trouble_that_says_what_came(string says, byte[] said)
    {
        var error = await TroubleAsync(said, useTls: false);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_TLS_where_it_is_wanted_nothing_secret_is_sent()
    {
        var error = await TroubleAsync(LdapAnswers.Done(1, LdapAnswers.Extended, code: 2, "unsupported"), useTls: true);
        Assert.Contains("does not take TLS: unsupported (result 2)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_in_clear_before_TLS_is_not_taken_for_an_answer_through_it()
    {
        byte[] said = [.. LdapAnswers.Done(1, LdapAnswers.Extended), .. LdapAnswers.Done(2, LdapAnswers.Bound)];
        Assert.Contains("in clear", (await TroubleAsync(said, useTls: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_answers_to_the_wish_for_TLS_are_trouble()
    {
        var mutator = new Mutator(seed: 11);
        for (var number = 0; number < 60; number++)
        {
            var error = await TroubleAsync(mutator.Mutate(LdapAnswers.Done(1, LdapAnswers.Extended)), useTls: true);
            Assert.Equal(MimErrorCause.InstallFailed, error.Cause);
        }
    }

    private static async Task<MimException> TroubleAsync(byte[] said, bool useTls)
    {
        var heard = new MemoryStream();
        using var server = new LoopbackServer(async (stream, cancellationToken) =>
        {
            await stream.WriteAsync(said, cancellationToken);
            stream.Socket.Shutdown(SocketShutdown.Send);
            await stream.CopyToAsync(heard, cancellationToken);
        });
        var settings = AccountSettings.Usual(AccountSystem.Ldap, "127.0.0.1", ["cn=app"]) with { Port = server.Port, UseTls = useTls };
        using var credential = AccountServer.Credential("cn=app", "Never-Shown-1");
        var rotator = new LdapRotator(new AccountDialer(TimeProvider.System));
        var error = await Assert.ThrowsAsync<MimException>(() => rotator.LogInAsync(settings, credential, CancellationToken.None));
        Assert.Contains($"127.0.0.1:{server.Port}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Never-Shown-1", error.ToString(), StringComparison.Ordinal);
        return error;
    }
}

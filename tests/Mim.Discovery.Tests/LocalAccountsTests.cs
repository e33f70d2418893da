using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Mim.Core;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Ports;
using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Discovery.Tests;

public sealed class LocalAccountsTests : LocalAccountsContract, IDisposable
{
    private const string PasswordFile = """
        root:x:0:0:root:/root:/bin/bash
        daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
        toor:x:0:0::/root:/bin/sh
        ann:x:1000:1000:Ann,,,:/home/ann:/bin/bash
        deploy:x:1001:1001:pushes releases:/home/deploy:/bin/bash
        guest:x:1002:1002::/home/guest:/bin/sh
        nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
        +nis::::::
        broken
        """;

    private const string Shadow = """
        root:*:19000:0:99999:7:::
        daemon:*:19000:0:99999:7:::
        toor:$1$salt$hash:19000:0:99999:7:::
        ann:$6$salt$hash:20000:0:90:7:::
        deploy:!$6$salt$hash:20100:0:99999:7::20500:
        guest::20000:0:99999:7:::
        nobody:*:19000:0:99999:7:::
        """;

    private readonly TemporaryFolder _root = new();

    public LocalAccountsTests()
    {
        Write("etc/passwd", PasswordFile);
        Write("etc/shadow", Shadow);
        Write("etc/group", "root:x:0:\nsudo:x:27:ann,deploy\nusers:x:100:ann\nann:x:1000:\n");
        Write("etc/login.defs", "# comment\nUID_MIN\t\t 1000\n");
        Directory.CreateDirectory(_root["home/ann"]);
    }

    protected override ILocalAccounts Accounts => new LocalAccounts(_root.Path);

    [Fact]
    public void PasswordFileare_told_from_those_of_people()
    {
        var accounts = Read().ToDictionary(account => account.Account);
        Assert.Equal(["root", "daemon", "toor", "ann", "deploy", "guest", "nobody"], accounts.Keys);
        Assert.Equal(["ann"], accounts.Values.Where(account => !account.IsService).Select(account => account.Account));
        Assert.Equal("pushes releases", accounts["deploy"].Description);
        Assert.Equal(("/home/ann", null), (accounts["ann"].Home, accounts["daemon"].Home));
        Assert.NotNull(accounts["ann"].CreatedAt);
    }

    [Fact]
    public void What_is_wrong_shows()
    {
        var traits = Read().ToDictionary(account => account.Account, account => account.Traits);
        Assert.Equal(AccountTraits.BuiltIn | AccountTraits.Privileged, traits["root"]);
        Assert.Equal(AccountTraits.BuiltIn, traits["daemon"]);
        Assert.Equal(
            AccountTraits.Privileged | AccountTraits.SecondRoot | AccountTraits.PasswordHashWeak | AccountTraits.PasswordNeverExpires, traits["toor"]);
        Assert.Equal(AccountTraits.Privileged, traits["ann"]);
        Assert.Equal(AccountTraits.PasswordEmpty, traits["guest"]);
    }

    [Fact]
    public void Ages_come_from_the_shadow_file()
    {
        var accounts = Read().ToDictionary(account => account.Account);
        var ann = accounts["ann"];
        Assert.Equal((Day(20000), Day(20090)), (ann.PasswordChangedAt, ann.PasswordExpiresAt));
        Assert.Equal(((DateTimeOffset?)null, Day(20500)), (accounts["deploy"].PasswordChangedAt, accounts["deploy"].EndsAt));
        Assert.Null(accounts["root"].PasswordChangedAt);
    }

    [Fact]
    public void Without_a_shadow_file_the_rest_is_told()
    {
        File.Delete(_root["etc/shadow"]);
        var ann = Read().Single(account => account.Account == "ann");
        Assert.Equal((null, AccountTraits.Privileged, false), (ann.PasswordChangedAt, ann.Traits, ann.IsService));
    }

    [Fact]
    public void A_machine_without_accounts_is_no_machine()
    {
        File.Delete(_root["etc/passwd"]);
        var exception = Assert.Throws<MimException>(Read);
        Assert.Equal((MimErrorCause.InvalidFile, _root["etc/passwd"]), (exception.Cause, exception.Subject));
    }

    [Fact]
    public void The_last_log_in_is_the_newest_of_both_records()
    {
        Directory.CreateDirectory(_root["var/log"]);
        var isWide = RuntimeInformation.ProcessArchitecture is Architecture.Arm64;
        var (lastSize, size, time) = isWide ? (296, 400, 344) : (292, 384, 340);
        var last = new byte[lastSize * 1002];
        BinaryPrimitives.WriteUInt32LittleEndian(last.AsSpan(lastSize * 1000), 1_700_000_000);
        BinaryPrimitives.WriteUInt32LittleEndian(last.AsSpan(lastSize * 1001), 1_750_000_000);
        File.WriteAllBytes(_root["var/log/lastlog"], last);
        File.WriteAllBytes(_root["var/log/wtmp"], [.. Record("ann", 1_710_000_000), .. Record("ann", 1_720_000_000), .. Record("ann", 1_715_000_000), 1, 2, 3]);

        var accounts = Read().ToDictionary(account => account.Account);
        Assert.Equal((At(1_720_000_000), "pts/0"), (accounts["ann"].LastUsedAt, accounts["ann"].LastUsedFor));
        Assert.Equal(At(1_750_000_000), accounts["deploy"].LastUsedAt);
        Assert.Null(accounts["guest"].LastUsedAt);
        Assert.True(accounts["guest"].Is(AccountTraits.UsageKnown));

        byte[] Record(string name, uint at)
        {
            var record = new byte[size];
            record[0] = 7;
            Encoding.ASCII.GetBytes("pts/0", record.AsSpan(8));
            Encoding.ASCII.GetBytes(name, record.AsSpan(44));
            BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(time), at);
            return record;
        }
    }

    [Fact]
    public void Damaged_files_do_no_harm()
    {
        var mutator = new Mutator(seed: 5);
        for (var index = 0; index < 500; index++)
        {
            File.WriteAllBytes(_root["etc/passwd"], mutator.Mutate(Encoding.UTF8.GetBytes(PasswordFile)));
            File.WriteAllBytes(_root["etc/shadow"], mutator.Mutate(Encoding.UTF8.GetBytes(Shadow)));
            Read();
        }
    }

    [Fact]
    public void This_machine_can_be_asked() =>
        Assert.Contains(new LocalAccounts().Read("here", CancellationToken.None), account => account is { Account: "root", Identifier: "0" });

    public void Dispose() => _root.Dispose();

    private static DateTimeOffset? Day(int day) => DateTimeOffset.UnixEpoch.AddDays(day);

    private static DateTimeOffset? At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_root[name])!);
        File.WriteAllText(_root[name], text);
    }
}

using System.Text;
using Mim.Core.Accounts.Windows;
using Mim.Testing;

namespace Mim.Core.Tests.Accounts.Windows;

public sealed class WindowsAccountNameTests
{
    private const string Machine = "WIN01";

    [Theory]
    [InlineData("svc", WindowsAccountKind.Local, "svc")]
    [InlineData(@".\svc", WindowsAccountKind.Local, "svc")]
    [InlineData(@"win01\Svc", WindowsAccountKind.Local, "Svc")]
    [InlineData("svc@WIN01", WindowsAccountKind.Local, "svc")]
    [InlineData("Odd näme'(1) {$}!", WindowsAccountKind.Local, "Odd näme'(1) {$}!")]
    [InlineData("NT Author", WindowsAccountKind.Local, "NT Author")]
    [InlineData(@"CORP\svc", WindowsAccountKind.Domain, @"CORP\svc")]
    [InlineData("svc@corp.test", WindowsAccountKind.Domain, @"corp.test\svc")]
    [InlineData(@"WIN011\svc", WindowsAccountKind.Domain, @"WIN011\svc")]
    [InlineData(@"CORP\gmsa-shop$", WindowsAccountKind.Managed, @"CORP\gmsa-shop$")]
    [InlineData("gmsa$@corp.test", WindowsAccountKind.Managed, @"corp.test\gmsa$")]
    [InlineData("WIN01$", WindowsAccountKind.Managed, "WIN01$")]
    [InlineData("LocalSystem", WindowsAccountKind.BuiltIn, "LocalSystem")]
    [InlineData("system", WindowsAccountKind.BuiltIn, "system")]
    [InlineData(@"NT AUTHORITY\NetworkService", WindowsAccountKind.BuiltIn, @"NT AUTHORITY\NetworkService")]
    [InlineData(@"nt authority\LOCAL SERVICE", WindowsAccountKind.BuiltIn, @"nt authority\LOCAL SERVICE")]
    [InlineData(@"NT SERVICE\MSSQL$SHOP", WindowsAccountKind.BuiltIn, @"NT SERVICE\MSSQL$SHOP")]
    [InlineData(@"IIS APPPOOL\.NET v4.5", WindowsAccountKind.BuiltIn, @"IIS APPPOOL\.NET v4.5")]
    [InlineData(@"BUILTIN\Users", WindowsAccountKind.BuiltIn, @"BUILTIN\Users")]
    [InlineData("S-1-5-21-1-2-3-1001", WindowsAccountKind.Identifier, "S-1-5-21-1-2-3-1001")]
    [InlineData(@".\SYSTEM", WindowsAccountKind.BuiltIn, "SYSTEM")]
    [InlineData("s-1-5-18", WindowsAccountKind.Identifier, "s-1-5-18")]
    public void Every_spelling_is_known(string text, WindowsAccountKind kind, string name)
    {
        var read = WindowsAccountName.Of(text, Machine);
        Assert.Equal((kind, name), (read.Kind, read.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" svc")]
    [InlineData(".")]
    [InlineData(@".\")]
    [InlineData(@"\svc")]
    [InlineData(@".\a\b")]
    [InlineData("a@b@c")]
    [InlineData("@corp")]
    [InlineData("svc.")]
    [InlineData("a/b")]
    [InlineData("a:b")]
    [InlineData("a\nb")]
    [InlineData(@".\ svc")]
    [InlineData("a-name-that-has-more-than-20")]
    public void What_is_no_name_is_none(string? text) => Assert.Equal(WindowsAccountKind.Invalid, WindowsAccountName.Of(text, Machine).Kind);

    [Fact]
    public void A_machine_that_is_not_known_keeps_only_what_means_this_one()
    {
        Assert.True(WindowsAccountName.Of(@".\svc", machine: null).IsLocal("SVC"));
        Assert.False(WindowsAccountName.Of(@"WIN01\svc", machine: null).IsLocal("svc"));
        Assert.False(WindowsAccountName.Of(@"CORP\svc", Machine).IsLocal("svc"));
    }

    [Fact]
    public void Every_spelling_of_a_local_account_is_the_same_one() => Any.Holds(Any.Text, text =>
    {
        foreach (var machine in (string?[])[Machine, null])
        {
            var read = WindowsAccountName.Of(text, machine);
            if (read.Kind == WindowsAccountKind.Local)
            {
                Assert.True(WindowsAccountName.Of($@".\{read}", machine).IsLocal(read.Name));
                Assert.True(WindowsAccountName.Of($@"{Machine}\{read}", Machine).IsLocal(read.Name.ToUpperInvariant()));
                Assert.False(WindowsAccountName.Of($@"OTHER\{read}", machine).IsLocal(read.Name));
            }
        }
    });

    [Fact]
    public void What_was_read_and_is_read_again_is_the_same()
    {
        var mutator = new Mutator(seed: 43);
        byte[][] seeds = [.. ((string[])[@".\svc", @"CORP\svc", "svc@corp.test", @"NT AUTHORITY\SYSTEM", "S-1-5-21-1", @"IIS APPPOOL\x", "gmsa$", "ä @ b"])
            .Select(Encoding.UTF8.GetBytes)];
        for (var time = 0; time < 5000; time++)
        {
            var text = Encoding.UTF8.GetString(mutator.Mutate(seeds[time % seeds.Length]));
            var read = WindowsAccountName.Of(text, Machine);
            var again = WindowsAccountName.Of(read.ToString(), Machine);
            Assert.Equal(read, again);
            Assert.True(read.Kind != WindowsAccountKind.Local || (read.Scope is null && read.Name.Length is > 0 and <= WindowsAccountName.LongestName));
        }
    }
}

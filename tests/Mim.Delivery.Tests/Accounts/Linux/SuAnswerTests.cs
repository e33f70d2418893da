using System.Text;
using Mim.Core.Accounts;
using Mim.Core.Delivery;
using Mim.Delivery.Accounts.Linux;
using Mim.Testing;

namespace Mim.Delivery.Tests.Accounts.Linux;

public sealed class SuAnswerTests
{
    [Theory]
    [InlineData(0, "Password: ", LoginAnswer.Accepted)]
    [InlineData(0, "", LoginAnswer.NotAsked)]
    [InlineData(0, "Password: Last login: yesterday\n", LoginAnswer.Accepted)]
    [InlineData(1, "Password: ", LoginAnswer.Accepted)]
    [InlineData(1, "Password: This account is currently not available.\n", LoginAnswer.Accepted)]
    [InlineData(1, "Password: su: Authentication failure\n", LoginAnswer.Refused)]
    [InlineData(1, "Password: \nsu: Authentication failure\n", LoginAnswer.Refused)]
    [InlineData(1, "Password: su: incorrect password\n", LoginAnswer.Refused)]
    [InlineData(1, "su: user ghost does not exist or the user entry does not contain all the required fields\n", LoginAnswer.Refused)]
    [InlineData(1, "Password: Your account has expired; please contact your system administrator.\nsu: Authentication failure\n", null)]
    [InlineData(1, "Password: The account is locked due to 3 failed logins.\nsu: Authentication failure\n", null)]
    [InlineData(1, "Password: You must change it.\nCurrent password: su: Authentication token manipulation error\nChanging password for app.\n", null)]
    [InlineData(1, "Password: su: Permission denied\n", null)]
    [InlineData(1, "setpriv: failed to parse reuid: Invalid argument\n", null)]
    [InlineData(105, "setpriv is not there.\n", null)]
    [InlineData(127, "Password: su: failed to execute /opt/shell: No such file or directory\n", null)]
    [InlineData(137, "Password: ", null)]
    [InlineData(null, "Password: ", null)]
    public void A_log_in_is_accepted_refused_or_nothing_is_known_of_it(int? exitCode, string output, LoginAnswer? expected) =>
        Assert.Equal(expected, SuAnswer.Of(new CommandResult(exitCode, output)).LogIn);

    [Fact]
    public void Nothing_that_is_said_is_too_odd()
    {
        var said = "Password: Your account has expired.\nsu: Authentication failure\n"u8.ToArray();
        var mutator = new Mutator(seed: 31);
        for (var time = 0; time < 2000; time++)
        {
            _ = SuAnswer.Of(new CommandResult(1, Encoding.Latin1.GetString(mutator.Mutate(said)))).LogIn;
        }
    }
}

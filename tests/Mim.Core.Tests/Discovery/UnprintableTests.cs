using Mim.Core.Discovery;

namespace Mim.Core.Tests.Discovery;

public sealed class UnprintableTests
{
    [Theory]
    [InlineData("web01", "web01")]
    [InlineData("caf\u00E9 \U0001F600", "caf\u00E9 \U0001F600")]
    [InlineData("a\u001B[31mb\n", "a\uFFFD[31mb\uFFFD")]
    [InlineData("gpj\u202Eexe\u2066", "gpj\uFFFDexe\uFFFD")]
    public void What_acts_instead_of_being_shown_is_marked(string text, string shown) => Assert.Equal(shown, Unprintable.Replace(text));
}

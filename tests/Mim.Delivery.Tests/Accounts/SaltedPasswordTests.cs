using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mim.Delivery.Accounts;

namespace Mim.Delivery.Tests.Accounts;

public sealed class SaltedPasswordTests
{
    [Theory]
    [InlineData("password", "salt", 1, "120fb6cffcf8b32c43e7225256c4f837a86548c92ccc35480805987cb70be17b")]
    [InlineData("password", "salt", 4096, "c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a")]
    public void It_is_what_is_published(string password, string salt, int iterations, string expected)
    {
        var salted = Derive(Encoding.ASCII.GetBytes(password), Encoding.ASCII.GetBytes(salt), iterations);
        Assert.Equal(expected, Convert.ToHexStringLower(salted));
    }

    [Fact]
    public void It_is_what_the_base_library_says() => Prop.ForAll(
        Gen.Choose(1, 50).ToArbitrary(),
        ArbMap.Default.ArbFor<(byte[] Password, byte[] Salt)>(),
        (iterations, of) => Derive(of.Password ?? [], of.Salt ?? [], iterations).SequenceEqual(
            Rfc2898DeriveBytes.Pbkdf2(of.Password ?? [], of.Salt ?? [], iterations, HashAlgorithmName.SHA256, SaltedPassword.Length)))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1024)]
    public void Passwords_may_be_longer_than_a_block(int length)
    {
        byte[] password = [.. Enumerable.Range(0, length).Select(index => (byte)index)];
        byte[] salt = [.. password, 1];
        Assert.Equal(Rfc2898DeriveBytes.Pbkdf2(password, salt, 7, HashAlgorithmName.SHA256, SaltedPassword.Length), Derive(password, salt, 7));
    }

    private static byte[] Derive(byte[] password, byte[] salt, int iterations)
    {
        var salted = new byte[SaltedPassword.Length];
        SaltedPassword.Derive(password, salt, iterations, salted);
        return salted;
    }
}

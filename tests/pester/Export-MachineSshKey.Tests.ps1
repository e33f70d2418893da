Describe 'Export-MachineSshKey' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $deploy = New-MachineSshKey deploy -Comment 'deploy@build'
        $null = New-MachineSshKey web01 -HostKey
        $passphrase = ConvertTo-TestSecret 'correct horse battery'

        function Get-KeyExports { @(Get-MachineIdentityAudit -Act ExportPrivateKey).Count }
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'emits the public key in <Format>' -ForEach @(
        @{ Format = 'OpenSsh'; Like = 'ssh-ed25519 * deploy@build' }
        @{ Format = 'Pem'; Like = '-----BEGIN PUBLIC KEY-----*' }
        @{ Format = 'Rfc4716'; Like = '---- BEGIN SSH2 PUBLIC KEY ----*' }
    ) {
        Export-MachineSshKey deploy -Format $Format | Should -BeLike $Like
    }

    It 'emits a private key only when asked in words, and audits it' {
        $before = Get-KeyExports
        Assert-TestError { Export-MachineSshKey deploy -IncludePrivateKey } -Id InvalidArgument -Category InvalidArgument
        Get-KeyExports | Should -Be $before
        Export-MachineSshKey deploy -IncludePrivateKey -AsPlainText | Should -Match 'BEGIN OPENSSH PRIVATE KEY'
        Export-MachineSshKey deploy -IncludePrivateKey -Passphrase $passphrase -Format Pem | Should -Match 'BEGIN ENCRYPTED PRIVATE KEY'
        Get-KeyExports | Should -Be ($before + 2)
    }

    It 'writes a private key for its owner only, which ssh-keygen opens' -Skip:(-not (Get-Command ssh-keygen -ErrorAction Ignore)) {
        $file = Export-MachineSshKey deploy "$TestDrive/id_deploy" -IncludePrivateKey -Passphrase $passphrase
        if (-not $IsWindows) { [int]$file.UnixFileMode | Should -Be 0x180 }
        ssh-keygen -y -P 'correct horse battery' -f $file.FullName | Should -Be (Export-MachineSshKey deploy)
    }

    It 'writes many into a folder' {
        Get-MachineIdentity | Export-MachineSshKey -Path "$TestDrive/many/" | ForEach-Object Name | Sort-Object | Should -Be 'deploy.pub', 'web01.pub'
    }

    It 'exports an earlier version' {
        $first = Export-MachineSshKey deploy
        $null = Invoke-MachineIdentityRotation deploy
        Export-MachineSshKey deploy | Should -Not -Be $first
        Export-MachineSshKey deploy -Version 1 | Should -Be $first
        Assert-TestError { Export-MachineSshKey deploy -Version 9 } -Id VersionNotFound -Category ObjectNotFound -Target deploy
    }

    It 'takes identities from the pipeline and by property name' {
        $deploy | Export-MachineSshKey | Should -Match ssh-ed25519
        [pscustomobject]@{ Id = $deploy.Id } | Export-MachineSshKey | Should -Match ssh-ed25519
        'deploy' | Export-MachineSshKey | Should -Match ssh-ed25519
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Export-MachineSshKey deploy "$TestDrive/whatif" -IncludePrivateKey -WhatIf }
        "$TestDrive/whatif" | Should -Not -Exist
    }

    It 'reports what is not there and what is in the way' {
        Assert-TestError { Export-MachineSshKey none } -Id IdentityNotFound -Category ObjectNotFound -Target none
        Assert-TestError { Export-MachineSshKey deploy -IncludePrivateKey -Format Rfc4716 -AsPlainText } -Id InvalidArgument -Category InvalidArgument
        $null = Export-MachineSshKey deploy "$TestDrive/once.pub"
        Assert-TestError { Export-MachineSshKey deploy "$TestDrive/once.pub" } -Id FileExists -Category ResourceExists
        { Export-MachineSshKey deploy "$TestDrive/once.pub" -Force -ErrorAction Stop } | Should -Not -Throw
    }

    It 'stops' {
        $variables = @{ store = $store; passphrase = $passphrase }
        Assert-Stops 'Export-MachineSshKey deploy -IncludePrivateKey -Passphrase $passphrase -Store $store' $variables
    }
}

Describe 'Get-MachineSecretSuppression' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive

        # Made here, so that nothing that looks like a secret lies in this repository.
        $password = 'kestrel{0}harbour' -f (Get-Random -Minimum 100000 -Maximum 999999)
        Set-Content "$TestDrive/a.ini" "password = $password"
        Set-Content "$TestDrive/b.ini" '[db]', "password = $password"
        $found = Find-MachineSecret "$TestDrive/a.ini"
        $answer = @{ Owner = 'ops'; Reason = 'a training system' }
        $null = $found | Add-MachineSecretSuppression @answer
        $null = Add-MachineSecretSuppression ('a' * 64) -Owner dev -Reason 'a test vector'
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'lists what is suppressed' {
        (Get-MachineSecretSuppression).Count | Should -Be 2
        (Get-MachineSecretSuppression | Where-Object Owner -EQ dev).Reason | Should -Be 'a test vector'
        Assert-Views (Get-MachineSecretSuppression)
    }

    It 'takes hashes by parameter, by pipeline and by property name' {
        (Get-MachineSecretSuppression ('a' * 64)).Owner | Should -Be 'dev'
        ($found | Get-MachineSecretSuppression).Owner | Should -Be 'ops'
        ([pscustomobject]@{ Hash = 'A' * 64 } | Get-MachineSecretSuppression).Owner | Should -Be 'dev'
        Get-MachineSecretSuppression ('9' * 64) | Should -BeNullOrEmpty
    }

    It 'changes nothing' {
        Assert-ChangesNothing { Get-MachineSecretSuppression }
    }

    It 'names a store that is not there' {
        Assert-TestError { Get-MachineSecretSuppression -Store "$TestDrive/none.db" } -Id StoreNotFound -Category ObjectNotFound
    }

    It 'stops' {
        Assert-Stops 'Get-MachineSecretSuppression -Store $store' @{ store = $store }
    }
}
